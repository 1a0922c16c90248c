import Desk
import Foundation

/// A callback as its table keeps it. Two callbacks with equal rows are the same.
struct CallbackRow: Equatable {
  /// What never changes, and what a step may change. An update names the latter only: naming a key, even with the same
  /// value, makes SQLite look through every table that refers to it.
  static let fixed: Query = """
    id, reference, person, channel, account, referredBy, receivedAt, waitingSince
    """
  static let changing: Query = """
    version, state, language, issue, hasNumber, askedAt, holder, leaseUntil, restUntil, outcome, closedAt, epoch,
    attempts, alsoSpeaks, urgency, windows, offeredTo, offerUntil, previousAdviser, passedBy, alsoIssues
    """
  static let columns: Query = "\(fixed), \(changing)"

  let fixedValues: Query
  let changingValues: Query

  init(_ callback: Callback) throws {
    let received = callback.received
    let shape = StateShape(callback.state)
    fixedValues = """
      \(callback.id), \(received.reference.text), \(received.person), \(received.channel.rawValue),
      \(received.account), \(received.referredBy), \(callback.receivedAt), \(callback.waitingSince)
      """
    changingValues = """
      \(callback.version), \(shape.name), \(callback.language?.code), \(callback.issue.code),
      \(callback.hasNumber), \(shape.askedAt), \(shape.holder), \(shape.leaseUntil), \(shape.restUntil),
      \(shape.outcome), \(shape.closedAt), \(callback.epoch), \(try JSON.list(callback.attempts)),
      \(try JSON.list(received.alsoSpeaks)), \(received.urgency.rawValue), \(try JSON.list(received.windows)),
      \(shape.offeredTo), \(shape.offerUntil), \(callback.previousAdviser?.name), \(try JSON.list(callback.passedBy)),
      \(try JSON.list(callback.alsoIssues))
      """
  }

  static func == (left: CallbackRow, right: CallbackRow) -> Bool {
    left.fixedValues.arguments == right.fixedValues.arguments
      && left.changingValues.arguments == right.changingValues.arguments
  }

  static func read(_ row: Row) throws -> Callback {
    let received = CallbackEvent.Received(
      reference: .stored(try row.text(1)), person: try row.id(2), channel: try row.value(3, as: Channel.self),
      account: try row.text(4), alsoSpeaks: try row.list(21, of: Language.self),
      issue: .stored(try row.text(11)), urgency: try row.value(22, as: Urgency.self),
      windows: try row.windows(23), referredBy: try row.textIfAny(5),
      hasNumber: try row.flag(12), waitingSince: try row.date(7))
    return Callback(
      id: try row.id(0), received: received, receivedAt: try row.date(6), state: try state(row),
      language: try row.textIfAny(10).map(Languages.stored), hasNumber: try row.flag(12),
      issue: .stored(try row.text(11)), alsoIssues: try row.list(28, of: IssueCode.self),
      epoch: Int(try row.integer(19)),
      attempts: try row.list(20, of: Attempt.self),
      previousAdviser: try row.textIfAny(26).map { AdviserID($0) }, passedBy: try row.list(27, of: AdviserID.self),
      version: Int(try row.integer(8)))
  }

  private static func state(_ row: Row) throws -> Callback.State {
    switch try row.text(9) {
    case "needs_language": .needsLanguage(asked: try row.date(13))
    case "needs_number": .needsNumber(asked: try row.date(13))
    case "waiting": .waiting
    case "offered": .offered(to: AdviserID(try row.text(24)), until: try row.date(25))
    case "claimed": .claimed(by: AdviserID(try row.text(14)), until: try row.date(15))
    case "resting": .resting(until: try row.date(16))
    case "closed": .closed(try row.value(17, as: Outcome.self), at: try row.date(18))
    default: throw row.unreadable(9)
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
  var offeredTo: String?
  var offerUntil: Date?
  var outcome: String?
  var closedAt: Date?

  init(_ state: Callback.State) {
    name = state.name
    switch state {
    case .needsLanguage(let asked), .needsNumber(let asked): askedAt = asked
    case .waiting: break
    case .offered(let adviser, let until):
      offeredTo = adviser.name
      offerUntil = until
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

extension Row {
  private static let known = Known<[CallWindow]>()

  /// A person's windows; people ask for the same few again and again.
  func windows(_ column: Int) throws -> [CallWindow] {
    let text = try text(column)
    return text == "[]" ? [] : try Self.known.value(of: text) { try json(column, as: [CallWindow].self) }
  }
}
