/// The tables. Migrations are appended, never edited. A state's shape stands here again as a CHECK, so that a wrong
/// one can't be stored by any program. Personal data is in columns called `sealed`, nowhere else.
enum Schema {
  static let desk = """
    CREATE TABLE adviser (
      id TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('adviser', 'coordinator')),
      languages TEXT NOT NULL,
      specialisms TEXT NOT NULL,
      roster TEXT NOT NULL,
      zone TEXT NOT NULL,
      presence TEXT CHECK (presence IN ('available', 'busy', 'away')),
      presenceAt INTEGER,
      CHECK ((presence IS NULL) = (presenceAt IS NULL))
    ) STRICT;

    CREATE TABLE token (
      hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
      role TEXT NOT NULL CHECK (role IN ('adviser', 'coordinator')),
      adviser TEXT REFERENCES adviser (id),
      createdAt INTEGER NOT NULL,
      revokedAt INTEGER
    ) STRICT;

    CREATE TABLE callback (
      id INTEGER PRIMARY KEY NOT NULL,
      reference TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      person INTEGER NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('whatsapp', 'form', 'phone', 'counter')),
      account TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('needs_language', 'needs_number', 'waiting', 'claimed', 'resting', 'closed')),
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
      holder TEXT REFERENCES adviser (id),
      leaseUntil INTEGER,
      restUntil INTEGER,
      outcome TEXT,
      closedAt INTEGER,
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      attempts TEXT NOT NULL,
      CHECK ((state IN ('needs_language', 'needs_number')) = (askedAt IS NOT NULL)),
      CHECK ((state = 'claimed') = (holder IS NOT NULL)),
      CHECK ((state = 'claimed') = (leaseUntil IS NOT NULL)),
      CHECK ((state = 'resting') = (restUntil IS NOT NULL)),
      CHECK ((state = 'closed') = (outcome IS NOT NULL)),
      CHECK ((state = 'closed') = (closedAt IS NOT NULL)),
      CHECK (state NOT IN ('needs_number', 'waiting', 'claimed', 'resting') OR language IS NOT NULL),
      CHECK (state NOT IN ('waiting', 'claimed', 'resting') OR hasNumber = 1)
    ) STRICT;
    CREATE INDEX callbackInQueue ON callback (language, (urgency = 'now') DESC, waitingSince, id)
      WHERE state = 'waiting';
    CREATE INDEX callbackHeld ON callback (holder) WHERE state = 'claimed';
    CREATE INDEX callbackOpen ON callback (waitingSince, id) WHERE state <> 'closed';
    CREATE INDEX callbackResting ON callback (restUntil) WHERE state = 'resting';
    CREATE INDEX callbackAsked ON callback (askedAt) WHERE askedAt IS NOT NULL;

    CREATE TABLE event (
      seq INTEGER PRIMARY KEY NOT NULL,
      callback INTEGER NOT NULL REFERENCES callback (id),
      version INTEGER NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      kind TEXT NOT NULL,
      detail TEXT NOT NULL,
      sealed BLOB,
      UNIQUE (callback, version)
    ) STRICT;
    CREATE TRIGGER eventIsNotChanged BEFORE UPDATE ON event
      BEGIN SELECT raise(ABORT, 'an event is not changed'); END;
    CREATE TRIGGER eventIsNotDeleted BEFORE DELETE ON event
      BEGIN SELECT raise(ABORT, 'an event is not deleted'); END;

    CREATE TABLE reference (
      number INTEGER PRIMARY KEY NOT NULL,
      callback INTEGER NOT NULL REFERENCES callback (id)
    ) STRICT;

    CREATE TABLE wrappedKey (
      owner TEXT NOT NULL CHECK (owner IN ('callback', 'receipt', 'inbox', 'desk')),
      id INTEGER NOT NULL,
      kek INTEGER NOT NULL,
      wrapped BLOB NOT NULL,
      PRIMARY KEY (owner, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE client (
      callback INTEGER PRIMARY KEY NOT NULL REFERENCES callback (id),
      phoneBucket INTEGER CHECK (phoneBucket BETWEEN 0 AND 65535),
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX clientByPhone ON client (phoneBucket) WHERE phoneBucket IS NOT NULL;

    CREATE TABLE message (
      id INTEGER PRIMARY KEY NOT NULL,
      callback INTEGER NOT NULL REFERENCES callback (id),
      at INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX messageOfCallback ON message (callback, id);

    CREATE TABLE thread (
      id INTEGER PRIMARY KEY NOT NULL,
      channel TEXT NOT NULL,
      account TEXT NOT NULL,
      senderBucket INTEGER NOT NULL CHECK (senderBucket BETWEEN 0 AND 65535),
      callback INTEGER NOT NULL REFERENCES callback (id),
      conversation TEXT NOT NULL,
      lastHeardAt INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX threadBySender ON thread (senderBucket);

    CREATE TABLE receipt (
      id INTEGER PRIMARY KEY NOT NULL,
      channel TEXT NOT NULL,
      account TEXT NOT NULL,
      receivedAt INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('unread', 'read')),
      sealed BLOB,
      CHECK ((state = 'unread') = (sealed IS NOT NULL))
    ) STRICT;
    CREATE INDEX receiptUnread ON receipt (id) WHERE state = 'unread';
    CREATE TABLE seen (
      hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 16)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE dispatch (
      id INTEGER PRIMARY KEY NOT NULL,
      callback INTEGER NOT NULL REFERENCES callback (id),
      channel TEXT NOT NULL,
      account TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'uncertain', 'failed')),
      at INTEGER NOT NULL,
      reason TEXT,
      attempts INTEGER NOT NULL CHECK (attempts >= 0),
      delivery INTEGER,
      sealed BLOB NOT NULL,
      CHECK ((state = 'failed') = (reason IS NOT NULL))
    ) STRICT;
    CREATE INDEX dispatchDue ON dispatch (at) WHERE state = 'waiting';
    CREATE INDEX dispatchSending ON dispatch (at) WHERE state = 'sending';
    CREATE INDEX dispatchUncertain ON dispatch (at) WHERE state = 'uncertain';
    CREATE INDEX dispatchOfCallback ON dispatch (callback, id);

    CREATE TABLE inbox (
      id INTEGER PRIMARY KEY NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      callback INTEGER REFERENCES callback (id),
      channel TEXT NOT NULL,
      account TEXT NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0),
      firstAt INTEGER NOT NULL,
      lastAt INTEGER NOT NULL,
      sealed BLOB,
      doneAt INTEGER,
      doneBy TEXT,
      CHECK ((doneAt IS NULL) = (doneBy IS NULL))
    ) STRICT;
    CREATE INDEX inboxOfCallback ON inbox (callback) WHERE callback IS NOT NULL;
    CREATE INDEX inboxOpen ON inbox (kind, subject) WHERE doneAt IS NULL;

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      object TEXT NOT NULL,
      outcome TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER auditIsNotChanged BEFORE UPDATE ON audit
      BEGIN SELECT raise(ABORT, 'an audit entry is not changed'); END;
    CREATE TRIGGER auditIsNotDeleted BEFORE DELETE ON audit
      BEGIN SELECT raise(ABORT, 'an audit entry is not deleted'); END;
    """
}
