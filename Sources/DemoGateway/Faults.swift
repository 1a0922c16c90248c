/// What goes wrong on purpose. One value at a time; `POST /faults` replaces it whole, what isn't named is well.
package struct Faults: Codable, Sendable, Equatable {
  /// What becomes of a message that the desk sends.
  package enum Send: String, Codable, Sendable, CaseIterable {
    case none
    /// 500 with code 131000; the message isn't taken.
    case serverError
    /// 429 with code 130429 and `Retry-After`; the message isn't taken.
    case throttled
    /// Taken and sent on, but the answer comes `lateBy` seconds later.
    case lateAnswer
    /// Taken and sent on, then the connection closes without an answer.
    case lostAnswer
    /// The connection closes and the message isn't taken.
    case closedBefore
    /// A proxy's page: 502 with HTML; the message isn't taken.
    case badGateway
  }

  package var send = Send.none
  /// How many messages `send` meets before all is well again; `nil`: all of them.
  package var sendTimes: Int?
  /// Seconds, for `lateAnswer`.
  package var lateBy = 60.0
  /// Seconds, for `throttled`.
  package var retryAfter = 1
  /// How often each webhook is posted, at the same time and with the same bytes.
  package var webhookCopies = 1
  /// The last status first.
  package var shuffleStatuses = false
  /// Signs with another secret. Meta would go on trying; so does this, until the switch is off.
  package var badSignature = false
  /// Messages are taken, and then reported as failed with this code, "131026".
  package var failWithCode: Int?
  /// Says nothing of what became of a message.
  package var withholdStatuses = false
  /// Refuses (131047) what is sent to somebody who hasn't written in the last 24 hours.
  package var enforceWindow = false

  package init() {}

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    send = try values.decodeIfPresent(Send.self, forKey: .send) ?? send
    sendTimes = try values.decodeIfPresent(Int.self, forKey: .sendTimes)
    lateBy = try values.decodeIfPresent(Double.self, forKey: .lateBy) ?? lateBy
    retryAfter = try values.decodeIfPresent(Int.self, forKey: .retryAfter) ?? retryAfter
    webhookCopies = try values.decodeIfPresent(Int.self, forKey: .webhookCopies) ?? webhookCopies
    shuffleStatuses = try values.decodeIfPresent(Bool.self, forKey: .shuffleStatuses) ?? false
    badSignature = try values.decodeIfPresent(Bool.self, forKey: .badSignature) ?? false
    failWithCode = try values.decodeIfPresent(Int.self, forKey: .failWithCode)
    withholdStatuses = try values.decodeIfPresent(Bool.self, forKey: .withholdStatuses) ?? false
    enforceWindow = try values.decodeIfPresent(Bool.self, forKey: .enforceWindow) ?? false
  }

  /// The fault that the next message meets, counted down.
  mutating func takeSend() -> Send {
    guard let times = sendTimes else { return send }
    guard times > 0 else { return .none }
    sendTimes = times - 1
    return send
  }
}
