/// What danger in closed hours brought to the tables.
enum AlarmTables {
  static let make = """
    CREATE TABLE alarm (
      id INTEGER PRIMARY KEY NOT NULL,
      callback INTEGER NOT NULL REFERENCES callback (id),
      at INTEGER NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('closed', 'nobody_in')),
      who TEXT
    ) STRICT;
    CREATE INDEX alarmOfCallback ON alarm (callback, at);
    CREATE INDEX alarmByTime ON alarm (at);
    CREATE TRIGGER alarmIsNotChanged BEFORE UPDATE ON alarm
      BEGIN SELECT raise(ABORT, 'an alarm is not changed'); END;
    CREATE TRIGGER alarmIsNotDeleted BEFORE DELETE ON alarm
      BEGIN SELECT raise(ABORT, 'an alarm is not deleted'); END;
    ALTER TABLE dispatch ADD COLUMN alarm INTEGER REFERENCES alarm (id);
    CREATE INDEX dispatchOfAlarm ON dispatch (alarm) WHERE alarm IS NOT NULL;
    CREATE INDEX threadOfCallback ON thread (callback);
    CREATE INDEX callbackInDanger ON callback (id) WHERE urgency = 'now' AND state <> 'closed';
    """

  /// The plus: where an index has `urgency = 'now'`, SQLite plans every statement with `urgency = ?` anew each time it is
  /// bound, to see whether the index fits. That halved the rate of claims.
  static let findDanger = """
    DROP INDEX callbackInDanger;
    CREATE INDEX callbackInDanger ON callback (id) WHERE +urgency = 'now' AND state <> 'closed';
    """
}
