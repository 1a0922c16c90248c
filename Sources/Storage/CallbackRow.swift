import Desk
import Foundation

/// A callback as its table keeps it. Two callbacks with equal rows are the same.
struct CallbackRow: Equatable {
  static let columns: Query = """
    id, reference, version, person, channel, account, state, language, alsoSpeaks, issue, urgency, windows,
    referredBy, hasNumber, receivedAt, waitingSince, askedAt, holder, leaseUntil, restUntil, outcome, closedAt,
    epoch, attempts
    """

  let arguments: [Query.Argument]

  init(_ callback: Callback) throws {
    let received = callback.received
    let shape = StateShape(callback.state)
    let values: Query = """
      \(callback.id), \(received.reference.text), \(callback.version), \(received.person),
      \(received.channel.rawValue), \(received.account), \(shape.name), \(callback.language?.code),
      \(try JSON.text(received.alsoSpeaks)), \(callback.issue.code), \(received.urgency.rawValue),
      \(try JSON.text(received.windows)), \(received.referredBy), \(callback.hasNumber),
      \(callback.receivedAt), \(callback.waitingSince), \(shape.askedAt), \(shape.holder), \(shape.leaseUntil),
      \(shape.restUntil), \(shape.outcome), \(shape.closedAt), \(callback.epoch),
      \(try JSON.text(callback.attempts))
      """
    query = values
    arguments = values.arguments
  }

  /// The values in the order of `columns`.
  let query: Query

  static func == (left: CallbackRow, right: CallbackRow) -> Bool { left.arguments == right.arguments }

  static func read(_ row: Row) throws -> Callback {
    let receivedAt = try row.date(14)
    let received = CallbackEvent.Received(
      reference: .stored(try row.text(1)), person: try row.id(3), channel: try row.value(4, as: Channel.self),
      account: try row.text(5), alsoSpeaks: try row.json(8, as: [Language].self),
      issue: .stored(try row.text(9)), urgency: try row.value(10, as: Urgency.self),
      windows: try row.json(11, as: [CallWindow].self), referredBy: try row.textIfAny(12),
      hasNumber: try row.flag(13), waitingSince: try row.date(15))
    return Callback(
      id: try row.id(0), received: received, receivedAt: receivedAt, state: try state(row),
      language: try row.textIfAny(7).map(Languages.stored), hasNumber: try row.flag(13),
      issue: .stored(try row.text(9)), epoch: Int(try row.integer(22)),
      attempts: try row.json(23, as: [Attempt].self), version: Int(try row.integer(2)))
  }

  private static func state(_ row: Row) throws -> Callback.State {
    switch try row.text(6) {
    case "needs_language": .needsLanguage(asked: try row.date(16))
    case "needs_number": .needsNumber(asked: try row.date(16))
    case "waiting": .waiting
    case "claimed": .claimed(by: AdviserID(try row.text(17)), until: try row.date(18))
    case "resting": .resting(until: try row.date(19))
    case "closed": .closed(try row.value(20, as: Outcome.self), at: try row.date(21))
    default: throw row.unreadable(6)
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
