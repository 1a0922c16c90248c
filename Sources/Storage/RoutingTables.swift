import GRDB

/// What routing brought to the tables: the state `offered`, who called before, absences, changed days, the need for each
/// language. SQLite can't widen a CHECK, so the table of callbacks is made anew.
enum RoutingTables {
  static func make(_ database: Database) throws {
    try database.execute(sql: callback)
    try database.execute(sql: rosters)
  }

  private static let callback = """
    CREATE TABLE newCallback (
      id INTEGER PRIMARY KEY NOT NULL,
      reference TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      person INTEGER NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('whatsapp', 'form', 'phone', 'counter')),
      account TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('needs_language', 'needs_number', 'waiting', 'offered', 'claimed', 'resting', 'closed')),
      language TEXT,
      alsoSpeaks TEXT NOT NULL,
      issue TEXT NOT NULL,
      urgency TEXT NOT NULL CHECK (urgency IN ('now', 'soon', 'normal')),
      windows TEXT NOT NULL,
      referredBy TEXT,
      hasNumber INTEGER NOT NULL CHECK (hasNumber IN (0, 1)),
      receivedAt INTEGER NOT NULL,
      waitingSince INTEGER NOT NULL,
      askedAt INTEGER,
      offeredTo TEXT REFERENCES adviser (id),
      offerUntil INTEGER,
      holder TEXT REFERENCES adviser (id),
      leaseUntil INTEGER,
      restUntil INTEGER,
      outcome TEXT,
      closedAt INTEGER,
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      attempts TEXT NOT NULL,
      previousAdviser TEXT,
      passedBy TEXT NOT NULL,
      CHECK ((state IN ('needs_language', 'needs_number')) = (askedAt IS NOT NULL)),
      CHECK ((state = 'offered') = (offeredTo IS NOT NULL)),
      CHECK ((state = 'offered') = (offerUntil IS NOT NULL)),
      CHECK ((state = 'claimed') = (holder IS NOT NULL)),
      CHECK ((state = 'claimed') = (leaseUntil IS NOT NULL)),
      CHECK ((state = 'resting') = (restUntil IS NOT NULL)),
      CHECK ((state = 'closed') = (outcome IS NOT NULL)),
      CHECK ((state = 'closed') = (closedAt IS NOT NULL)),
      CHECK (state NOT IN ('needs_number', 'waiting', 'offered', 'claimed', 'resting') OR language IS NOT NULL),
      CHECK (state NOT IN ('waiting', 'offered', 'claimed', 'resting') OR hasNumber = 1)
    ) STRICT;
    INSERT INTO newCallback
      SELECT id, reference, version, person, channel, account, state, language, alsoSpeaks, issue, urgency, windows,
        referredBy, hasNumber, receivedAt, waitingSince, askedAt, NULL, NULL, holder, leaseUntil, restUntil, outcome,
        closedAt, epoch, attempts,
        (SELECT substr(actor, 9) FROM event WHERE event.callback = callback.id AND kind = 'claimed'
          ORDER BY event.version DESC LIMIT 1),
        '[]'
      FROM callback;
    DROP TABLE callback;
    ALTER TABLE newCallback RENAME TO callback;
    CREATE INDEX callbackInQueue ON callback (language, windows, urgency, waitingSince, id) WHERE state = 'waiting';
    CREATE INDEX callbackInSecondQueue ON callback (alsoSpeaks, windows, urgency, waitingSince, id)
      WHERE state = 'waiting' AND alsoSpeaks <> '[]';
    CREATE UNIQUE INDEX callbackOffered ON callback (offeredTo) WHERE state = 'offered';
    CREATE INDEX callbackHeld ON callback (holder) WHERE state = 'claimed';
    CREATE INDEX callbackOpen ON callback (waitingSince, id) WHERE state <> 'closed';
    CREATE INDEX callbackResting ON callback (restUntil) WHERE state = 'resting';
    CREATE INDEX callbackAsked ON callback (askedAt) WHERE askedAt IS NOT NULL;
    CREATE INDEX callbackOfPerson ON callback (person);
    CREATE INDEX callbackReceived ON callback (receivedAt);
    """

  /// Whom a bonus may lift in the queue: those who know the adviser, those whose issue is hers.
  static let bonuses = """
    CREATE INDEX callbackOfPrevious ON callback (previousAdviser)
      WHERE state = 'waiting' AND previousAdviser IS NOT NULL;
    CREATE INDEX callbackByIssue ON callback (issue) WHERE state = 'waiting';
    """

  /// When an adviser let go of what she held last: of two with equal points the one who is idle longest comes first.
  static let idle = "ALTER TABLE adviser ADD COLUMN idleSince INTEGER"

  private static let rosters = """
    CREATE TABLE absence (
      id INTEGER PRIMARY KEY NOT NULL,
      adviser TEXT NOT NULL REFERENCES adviser (id),
      fromDay TEXT NOT NULL,
      toDay TEXT NOT NULL,
      part TEXT NOT NULL,
      sealed BLOB,
      CHECK (fromDay <= toDay)
    ) STRICT;
    CREATE INDEX absenceOfAdviser ON absence (adviser, fromDay);

    CREATE TABLE rosterChange (
      adviser TEXT NOT NULL REFERENCES adviser (id),
      day TEXT NOT NULL,
      parts TEXT NOT NULL,
      PRIMARY KEY (adviser, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE languageNeed (
      language TEXT PRIMARY KEY NOT NULL,
      perMille INTEGER NOT NULL CHECK (perMille BETWEEN 0 AND 1000),
      day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
