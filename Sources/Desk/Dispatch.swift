import Foundation

/// Whatever leaves the desk: a message to a client's thread, a letter or a webhook to a partner. Written in the
/// transaction that decided it, carried by the courier.
package struct Dispatch: Sendable, Equatable {
  package enum State: Sendable, Equatable {
    /// To be sent, not before then.
    case waiting(until: Date)
    /// Handed to libcurl; a crash here leaves the outcome unknown.
    case sending(since: Date)
    /// The gateway took it.
    case sent(at: Date)
    /// The gateway may or may not have it: waits for a status, is never sent again blindly.
    case uncertain(since: Date)
    /// A person must look at it.
    case failed(reason: String)
  }

  package let id: ID<Dispatch>
  package let callback: ID<Callback>
  package let channel: Channel
  /// The account of the channel that sends it; for mail and webhooks, the partner it goes to.
  package let account: AccountName
  /// The referral it is about.
  package let referral: ID<Referral>?
  /// The person's yes under which it may leave; nil where it holds nothing of theirs. Looked at whenever it is sent.
  package let consent: ID<Consent>?
  /// The alarm that it gives to who is on call.
  package let alarm: ID<Alarm>?
  package private(set) var state: State
  /// Sends begun.
  package private(set) var attempts: Int
  /// The furthest a status said it came; statuses arrive in any order.
  package private(set) var delivery: DeliveryStatus?

  package init(
    id: ID<Dispatch>, callback: ID<Callback>, channel: Channel, account: AccountName, referral: ID<Referral>? = nil,
    consent: ID<Consent>? = nil, alarm: ID<Alarm>? = nil, state: State, attempts: Int, delivery: DeliveryStatus? = nil
  ) {
    self.id = id
    self.callback = callback
    self.channel = channel
    self.account = account
    self.referral = referral
    self.consent = consent
    self.alarm = alarm
    self.state = state
    self.attempts = attempts
    self.delivery = delivery
  }

  /// What came of one send.
  package enum Result: Sendable, Equatable {
    case accepted
    /// Not taken, may be tried again; no sooner than the gateway asked.
    case tryAgain(reason: String, notBefore: Date?)
    case refused(reason: String)
    /// The account itself may not send (a token that ran out, a lock): every message waits until somebody mended it.
    case channelStopped(reason: String)
    case unknown
  }

  /// How long a message waits before it is tried again on an account that may not send.
  package static let stopLength: TimeInterval = 10 * 60

  /// Seconds between tries of what the gateway didn't take. After the last a person looks at it.
  /// About a day: Meta's window for free text is 24 hours (gateways.md A1.13).
  package static let backOff: [TimeInterval] = [5, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600]

  /// The same for partners: three days, so that a weekend without their system loses nothing (Standard Webhooks suggests
  /// these steps).
  package static let partnerBackOff: [TimeInterval] = [
    5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
  ]

  /// May it be sent again when nobody knows whether it arrived? A second copy of a letter or webhook is known by its id;
  /// a second WhatsApp message is not. Two alarms are better than none.
  package var isRepeatable: Bool {
    if alarm != nil { return true }
    return switch channel {
    case .mail, .webhook, .command: true
    case .whatsapp, .form, .phone, .counter: false
    }
  }

  private var pauses: [TimeInterval] { isRepeatable && alarm == nil ? Self.partnerBackOff : Self.backOff }

  /// A send whose outcome nobody told us within this time is shown to a person.
  package static let patience: TimeInterval = 15 * 60

  /// Written down before the call goes out, so that a crash in the middle can't hammer the other side.
  package mutating func begin(now: Date) {
    attempts += 1
    state = .sending(since: now)
  }

  package mutating func finish(_ result: Result, now: Date) {
    switch result {
    case .accepted: state = .sent(at: now)
    case .refused(let reason): state = .failed(reason: reason)
    case .unknown where isRepeatable: tryAgain(reason: "no answer", notBefore: nil, now: now)
    case .unknown: state = .uncertain(since: now)
    case .channelStopped:
      // Not the message's fault: the try doesn't count.
      attempts -= 1
      state = .waiting(until: now + Self.stopLength)
    case .tryAgain(let reason, let notBefore): tryAgain(reason: reason, notBefore: notBefore, now: now)
    }
  }

  /// Tries after which a colleague is told that it still hasn't left: half an hour.
  package static let triesBeforeTold = 4

  private mutating func tryAgain(reason: String, notBefore: Date?, now: Date) {
    guard attempts <= pauses.count else {
      state = .failed(reason: reason)
      return
    }
    let pause = now + pauses[attempts - 1]
    state = .waiting(until: max(pause, notBefore ?? pause))
  }

  /// What it was about is over before it left: it never will.
  /// - Returns: false when it had left.
  package mutating func withdraw() -> Bool {
    guard case .waiting = state else { return false }
    state = .failed(reason: Self.withdrawn)
    return true
  }

  package static let withdrawn = "withdrawn"

  /// The process ended between handing it over and hearing back.
  package mutating func interrupt() {
    guard case .sending(let since) = state else { return }
    state = isRepeatable ? .waiting(until: since) : .uncertain(since: since)
  }

  /// Nobody told what became of it: for a person to judge.
  package mutating func giveUp() {
    if case .uncertain = state { state = .failed(reason: "outcome unknown") }
  }

  /// A status of the gateway came for it: so it has it. `failed` never overrides `delivered`, a late `sent` never
  /// clears `failed` (gateways.md A1.8).
  package mutating func hear(of status: DeliveryStatus, reason: String?, now: Date) {
    if status == .failed {
      if let delivery, delivery >= .delivered { return }
      state = .failed(reason: reason ?? "failed")
      return
    }
    delivery = max(status, delivery ?? status)
    if status == .sent, case .failed = state { return }
    state = .sent(at: now)
  }
}

/// How far a message got, by the gateway. Shown as the highest that was heard: they come in any order.
package enum DeliveryStatus: Int, Sendable, Codable, Comparable {
  case failed, sent, delivered, read, played

  package static func < (left: DeliveryStatus, right: DeliveryStatus) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension ID<Dispatch> {
  /// What a gateway gets along with a message and gives back with every status, so that a status finds its dispatch
  /// even before the send was answered.
  package var gatewayTag: String { "balie-\(rawValue)" }

  package init?(gatewayTag: String) {
    guard gatewayTag.hasPrefix("balie-"), let number = Int64(gatewayTag.dropFirst(6)) else { return nil }
    self.init(number)
  }
}
