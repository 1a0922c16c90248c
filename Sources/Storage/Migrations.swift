/// What came to the tables after the first version, a migration each.
enum Migrations {
  /// SQLite can't widen a CHECK, so the table is made anew.
  static let tokensForPartners = """
    CREATE TABLE newToken (
      hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
      role TEXT NOT NULL CHECK (role IN ('adviser', 'coordinator', 'partner')),
      adviser TEXT REFERENCES adviser (id),
      partner TEXT,
      createdAt INTEGER NOT NULL,
      revokedAt INTEGER,
      CHECK ((role = 'partner') = (partner IS NOT NULL)),
      CHECK (partner IS NULL OR adviser IS NULL)
    ) STRICT;
    INSERT INTO newToken SELECT hash, role, adviser, NULL, createdAt, revokedAt FROM token;
    DROP TABLE token;
    ALTER TABLE newToken RENAME TO token;
    """
}
