/// The tables of the partners and of what goes to them.
enum ReferringSchema {
  static let tables = """
    CREATE TABLE partner (
      id TEXT PRIMARY KEY NOT NULL,
      entry TEXT NOT NULL,
      isSuspended INTEGER NOT NULL CHECK (isSuspended IN (0, 1)),
      secrets BLOB
    ) STRICT;

    CREATE TABLE consent (
      id INTEGER PRIMARY KEY NOT NULL,
      callback INTEGER NOT NULL REFERENCES callback (id),
      partner TEXT NOT NULL,
      given TEXT NOT NULL,
      actor TEXT NOT NULL,
      at INTEGER NOT NULL,
      withdrawnAt INTEGER
    ) STRICT;
    CREATE INDEX consentOfCallback ON consent (callback, id);
    CREATE TRIGGER consentIsNotChanged BEFORE UPDATE ON consent
      WHEN OLD.withdrawnAt IS NOT NULL OR NEW.withdrawnAt IS NULL OR OLD.given <> NEW.given
        OR OLD.id <> NEW.id OR OLD.partner <> NEW.partner OR OLD.callback <> NEW.callback OR OLD.actor <> NEW.actor OR OLD.at <> NEW.at
      BEGIN SELECT raise(ABORT, 'a consent is withdrawn, once, and nothing else of it changes'); END;

    CREATE TRIGGER consentIsNotDeleted BEFORE DELETE ON consent
      BEGIN SELECT raise(ABORT, 'a consent is not deleted'); END;

    CREATE TABLE wording (
      version TEXT PRIMARY KEY NOT NULL,
      text TEXT NOT NULL
    ) STRICT;

    CREATE TABLE referral (
      id INTEGER PRIMARY KEY NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      callback INTEGER NOT NULL REFERENCES callback (id),
      partner TEXT NOT NULL REFERENCES partner (id),
      consent INTEGER NOT NULL REFERENCES consent (id),
      fields TEXT NOT NULL,
      via TEXT NOT NULL CHECK (via IN ('mail', 'webhook', 'phone')),
      firstDue INTEGER NOT NULL,
      requestedAt INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('requested', 'received', 'accepted', 'declined', 'in_progress',
        'completed', 'failed', 'revoked', 'expired')),
      reason TEXT,
      exit TEXT,
      since INTEGER NOT NULL,
      due INTEGER NOT NULL,
      reminders INTEGER NOT NULL CHECK (reminders >= 0),
      isOverdue INTEGER NOT NULL CHECK (isOverdue IN (0, 1)),
      findings TEXT NOT NULL,
      sealed BLOB NOT NULL,
      CHECK ((state IN ('declined', 'failed')) = (reason IS NOT NULL)),
      CHECK ((state = 'completed') = (exit IS NOT NULL))
    ) STRICT;
    CREATE INDEX referralOfCallback ON referral (callback, id);
    CREATE INDEX referralOfPartner ON referral (partner, id);
    CREATE INDEX referralDue ON referral (due) WHERE state IN ('requested', 'received') AND isOverdue = 0;

    CREATE INDEX referralOnItsWay ON referral (id) WHERE state = 'requested' AND via = 'webhook';

    CREATE TABLE referralEvent (
      seq INTEGER PRIMARY KEY NOT NULL,
      referral INTEGER NOT NULL REFERENCES referral (id),
      version INTEGER NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      kind TEXT NOT NULL,
      detail TEXT NOT NULL,
      sealed BLOB,
      UNIQUE (referral, version)
    ) STRICT;
    CREATE TRIGGER referralEventIsNotChanged BEFORE UPDATE ON referralEvent
      BEGIN SELECT raise(ABORT, 'an event is not changed'); END;
    CREATE TRIGGER referralEventIsNotDeleted BEFORE DELETE ON referralEvent
      BEGIN SELECT raise(ABORT, 'an event is not deleted'); END;
    CREATE TRIGGER referralEventIsAppended BEFORE INSERT ON referralEvent
      WHEN NEW.seq <= (SELECT max(seq) FROM referralEvent)
        OR EXISTS (SELECT 1 FROM referralEvent WHERE referral = NEW.referral AND version = NEW.version)
      BEGIN SELECT raise(ABORT, 'an event comes after all others'); END;

    CREATE TABLE link (
      hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
      referral INTEGER NOT NULL REFERENCES referral (id),
      createdAt INTEGER NOT NULL,
      codeHash BLOB,
      codeUntil INTEGER,
      triesLeft INTEGER NOT NULL CHECK (triesLeft >= 0),
      codesSentAt TEXT NOT NULL,
      CHECK ((codeHash IS NULL) = (codeUntil IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX linkOfReferral ON link (referral);

    ALTER TABLE dispatch ADD COLUMN referral INTEGER REFERENCES referral (id);
    ALTER TABLE dispatch ADD COLUMN consent INTEGER REFERENCES consent (id);
    CREATE INDEX dispatchUnderConsent ON dispatch (consent) WHERE consent IS NOT NULL;
    CREATE INDEX dispatchOfReferral ON dispatch (referral) WHERE referral IS NOT NULL;

    CREATE TABLE feedback (
      callback INTEGER NOT NULL REFERENCES callback (id),
      partner TEXT NOT NULL REFERENCES partner (id),
      consent INTEGER NOT NULL REFERENCES consent (id),
      tells TEXT NOT NULL CHECK (tells IN ('handled', 'outcome')),
      reference TEXT NOT NULL,
      at INTEGER NOT NULL,
      toldAt INTEGER,
      PRIMARY KEY (callback, partner)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX feedbackUntold ON feedback (callback) WHERE toldAt IS NULL;
    """
}
