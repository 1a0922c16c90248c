import GRDB

/// What referrers' mail brought to the tables: how far the mailbox was read, mails that wait for a person, what is attached.
enum MailTables {
  static func make(_ database: Database) throws {
    try letMailIn(database)
    try database.execute(sql: tables)
  }

  /// Callbacks come by mail too. A CHECK changes nothing in the rows, so its text is changed where SQLite keeps it, by the
  /// procedure that SQLite's manual gives for that (lang_altertable, section 8); making the table anew would have to know
  /// every column of it.
  private static func letMailIn(_ database: Database) throws {
    try database.execute(sql: "PRAGMA writable_schema = ON")
    try database.execute(
      sql: """
        UPDATE sqlite_schema SET sql = replace(sql, '''phone'', ''counter''', '''phone'', ''counter'', ''mail''')
        WHERE type = 'table' AND name = 'callback'
        """)
    let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
    try database.execute(sql: "PRAGMA schema_version = \(version + 1)")
    try database.execute(sql: "PRAGMA writable_schema = OFF")
  }

  private static let tables = """
    CREATE TABLE mailbox (
      name BLOB PRIMARY KEY NOT NULL CHECK (length(name) = 16),
      validity INTEGER NOT NULL CHECK (validity > 0),
      uid INTEGER NOT NULL CHECK (uid >= 0),
      since INTEGER NOT NULL,
      tries INTEGER NOT NULL CHECK (tries >= 0)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE heldMail (
      item INTEGER PRIMARY KEY NOT NULL REFERENCES inbox (id),
      receivedAt INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE attachment (
      id INTEGER PRIMARY KEY NOT NULL,
      callback INTEGER NOT NULL REFERENCES callback (id),
      at INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX attachmentOfCallback ON attachment (callback, id);

    CREATE INDEX callbackByReferrer ON callback (referredBy, receivedAt) WHERE channel = 'mail';
    """
}
