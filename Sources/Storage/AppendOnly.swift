/// What keeps a program from replacing an event or an audit entry: `INSERT OR REPLACE` deletes without asking the
/// triggers on DELETE.
enum AppendOnly {
  static let triggers = """
    CREATE TRIGGER eventIsAppended BEFORE INSERT ON event
      WHEN NEW.seq <= (SELECT max(seq) FROM event)
        OR EXISTS (SELECT 1 FROM event WHERE callback = NEW.callback AND version = NEW.version)
      BEGIN SELECT raise(ABORT, 'an event comes after all others'); END;
    CREATE TRIGGER auditIsAppended BEFORE INSERT ON audit
      WHEN NEW.seq <= (SELECT max(seq) FROM audit)
      BEGIN SELECT raise(ABORT, 'an audit entry comes after all others'); END;
    """
}
