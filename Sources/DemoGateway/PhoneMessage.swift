/// One line on a client's phone.
package struct PhoneMessage: Codable, Sendable, Equatable {
  /// A button or a row of a menu.
  package struct Choice: Codable, Sendable, Equatable {
    package let id: String
    package let title: String
  }

  package enum Status: String, Codable, Sendable {
    /// On its way: not yet answered 200 by the desk, or not yet reported to it.
    case pending
    case sent
    case delivered
    case read
    case failed

    /// A status that arrives late doesn't take back a later one.
    var rank: Int {
      switch self {
      case .pending: 0
      case .sent: 1
      case .delivered: 2
      case .read: 3
      case .failed: 4
      }
    }
  }

  /// Counts up from 1 on each phone.
  package let seq: Int
  package let fromDesk: Bool
  package let text: String
  package let choices: [Choice]
  package internal(set) var status: Status
  /// Meta's id of the message.
  package let id: String
  /// The `biz_opaque_callback_data` it was sent with.
  let opaque: String?
  /// The choices are rows of a list, not buttons.
  let isList: Bool
}
