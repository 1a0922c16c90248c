import Desk
import Foundation
import Language
import Phone

/// What a delivery holds, item by item, in our words.
enum GatewayItem: Sendable {
  case message(InboundMessage)
  case status(StatusReport)
  /// A form of somebody else's that was filled in.
  case submission(Submission)
  /// Rightly signed, not a person's message: kept for a coordinator. `subject` is the gateway's word for it.
  case event(subject: String, raw: String)
  /// For a number that isn't ours.
  case unrouted(subject: String, raw: String)
  /// We can't make out what it is.
  case unreadable(subject: String, raw: String)
}

/// Something a person sent.
struct InboundMessage: Sendable {
  /// Unique per number of the desk. Holds the person's number: never in a log.
  let gatewayID: String
  /// Which number of the desk it was sent to, as the gateway names it.
  let desk: String
  let account: AccountName
  let sender: Sender
  let name: String?
  /// By the gateway's clock; nil when it gave none that makes sense.
  let sentAt: Date?
  /// "text", "button", "list", else the gateway's word.
  let kind: String
  let text: String?
  /// What can be worked out before the writer's turn.
  var prepared: Prepared?
  /// The item as it came, for what isn't text.
  let raw: String?

  struct Prepared: Sendable {
    /// What the text says by itself; nil when there is none.
    let reading: MessageReading?
    /// `Vault.duplicateHash` of the message.
    let duplicateHash: Data
    /// `Vault.senderBucket` of the sender.
    let senderBucket: Int
  }

  /// A person, as a gateway tells them apart.
  enum Sender: Sendable, Equatable {
    /// Replies go to exactly these digits.
    case number(PhoneNumber)
    /// A business-scoped id of somebody who hides the number (gateways.md A1.7).
    case scopedID(String)

    var phone: PhoneNumber? {
      switch self {
      case .number(let number): number
      case .scopedID: nil
      }
    }

    var address: String {
      switch self {
      case .number(let number): number.e164
      case .scopedID(let id): id
      }
    }
  }
}

/// How far a message of ours got.
struct StatusReport: Sendable {
  let status: DeliveryStatus
  /// What we gave along with the message: the number of the dispatch.
  let dispatch: ID<Dispatch>
  /// The gateway's error code, when it failed.
  let code: String?
}
