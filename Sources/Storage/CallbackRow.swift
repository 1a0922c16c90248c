import Desk
import Foundation

/// A callback as its table keeps it. Two callbacks with equal rows are the same.
struct CallbackRow: Equatable {
  /// What never changes, and what a step may change. An update names the latter only: naming a key, even with the same
  /// value, makes SQLite look through every table that refers to it.
  static let fixed: Query = """
    id, reference, person, channel, account, alsoSpeaks, urgency, windows, referredBy, receivedAt, waitingSince
    """
  static let changing: Query = """
    version, state, language, issue, hasNumber, askedAt, holder, leaseUntil, restUntil, outcome, closedAt, epoch,
    attempts
    """
  static let columns: Query = "\(fixed), \(changing)"

  let fixedValues: Query
  let changingValues: Query

  init(_ callback: Callback) throws {
    let received = callback.received
    let shape = StateShape(callback.state)
    fixedValues = """
      \(callback.id), \(received.reference.text), \(received.person), \(received.channel.rawValue),
      \(received.account), \(try JSON.list(received.alsoSpeaks)), \(received.urgency.rawValue),
      \(try JSON.list(received.windows)), \(received.referredBy), \(callback.receivedAt), \(callback.waitingSince)
      """
    changingValues = """
      \(callback.version), \(shape.name), \(callback.language?.code), \(callback.issue.code),
      \(callback.hasNumber), \(shape.askedAt), \(shape.holder), \(shape.leaseUntil), \(shape.restUntil),
      \(shape.outcome), \(shape.closedAt), \(callback.epoch), \(try JSON.list(callback.attempts))
      """
  }

  static func == (left: CallbackRow, right: CallbackRow) -> Bool {
    left.fixedValues.arguments == right.fixedValues.arguments
      && left.changingValues.arguments == right.changingValues.arguments
  }

  static func read(_ row: Row) throws -> Callback {
    let received = CallbackEvent.Received(
      reference: .stored(try row.text(1)), person: try row.id(2), channel: try row.value(3, as: Channel.self),
      account: try row.text(4), alsoSpeaks: try row.list(5, of: Language.self),
      issue: .stored(try row.text(14)), urgency: try row.value(6, as: Urgency.self),
      windows: try row.list(7, of: CallWindow.self), referredBy: try row.textIfAny(8),
      hasNumber: try row.flag(15), waitingSince: try row.date(10))
    return Callback(
      id: try row.id(0), received: received, receivedAt: try row.date(9), state: try state(row),
      language: try row.textIfAny(13).map(Languages.stored), hasNumber: try row.flag(15),
      issue: .stored(try row.text(14)), epoch: Int(try row.integer(22)),
      attempts: try row.list(23, of: Attempt.self), version: Int(try row.integer(11)))
  }

  private static func state(_ row: Row) throws -> Callback.State {
    switch try row.text(12) {
    case "needs_language": .needsLanguage(asked: try row.date(16))
    case "needs_number": .needsNumber(asked: try row.date(16))
    case "waiting": .waiting
    case "claimed": .claimed(by: AdviserID(try row.text(17)), until: try row.date(18))
    case "resting": .resting(until: try row.date(19))
    case "closed": .closed(try row.value(20, as: Outcome.self), at: try row.date(21))
    default: throw row.unreadable(12)
    }
  }
}

/// A state, spread over its columns.
private struct StateShape {
  let name: String
  var askedAt: Date?
  var holder: String?
  var leaseUntil: Date?
  var restUntil: Date?
  var outcome: String?
  var closedAt: Date?

  init(_ state: Callback.State) {
    name = state.name
    switch state {
    case .needsLanguage(let asked), .needsNumber(let asked): askedAt = asked
    case .waiting: break
    case .claimed(let adviser, let until):
      holder = adviser.name
      leaseUntil = until
    case .resting(let until): restUntil = until
    case .closed(let outcome, let at):
      self.outcome = outcome.rawValue
      closedAt = at
    }
  }
}
