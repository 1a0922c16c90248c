import GRDB

/// What came to the tables after the first version, a migration each.
enum Migrations {
  /// A callback may be about more than one thing.
  static let alsoIssues = "ALTER TABLE callback ADD COLUMN alsoIssues TEXT NOT NULL DEFAULT '[]'"

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

  /// So that looking for what is open costs nothing for what is done. The queue by windows: shut ones are passed over
  /// together. One index for all that is asked of dispatches: no partial one serves `state IN (…)`. The highest person is
  /// asked for at the first new callback after a start.
  static func find(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP INDEX callbackInQueue;
        CREATE INDEX callbackInQueue ON callback (language, windows, (urgency = 'now') DESC, waitingSince, id)
          WHERE state = 'waiting';
        CREATE INDEX callbackOfPerson ON callback (person);
        DROP INDEX dispatchDue;
        DROP INDEX dispatchSending;
        DROP INDEX dispatchUncertain;
        CREATE INDEX dispatchByState ON dispatch (state, at);
        """)
  }

  /// Of an `Idempotency-Key`: keyed hashes of key and request, and what the answer is made of. No personal data.
  static let once = """
    CREATE TABLE once (
      key BLOB PRIMARY KEY NOT NULL CHECK (length(key) = 16),
      request BLOB NOT NULL CHECK (length(request) = 16),
      at INTEGER NOT NULL,
      made TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX onceByAge ON once (at);
    """
}
