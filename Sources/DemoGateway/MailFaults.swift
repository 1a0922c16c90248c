/// What goes wrong with mail on purpose. One value at a time; `POST /mail-faults` replaces it whole, what isn't named
/// is well.
package struct MailFaults: Codable, Sendable, Equatable {
  package enum Fault: String, Codable, Sendable, CaseIterable {
    case none
    /// Whoever connects is hung up on without a word.
    case notThere
    /// All that is said drips: a byte every `dripGap` seconds.
    case drip
    /// 550 to the recipient.
    case noSuchMailbox
    /// 451 to the recipient.
    case busy
    /// 554 to the letter; it isn't kept.
    case rejected
    /// The letter is kept, but the 250 comes `lateBy` seconds later.
    case lateAnswer
    /// The letter is kept, but the 250 drips.
    case dripAnswer
    /// The letter is kept, then the connection closes without an answer.
    case lostAnswer

    /// When it happens; never, when nothing is wrong.
    var moment: Moment? {
      switch self {
      case .none: nil
      case .notThere, .drip: .connection
      case .noSuchMailbox, .busy: .recipient
      case .rejected, .lateAnswer, .dripAnswer, .lostAnswer: .letter
      }
    }
  }

  enum Moment: Sendable {
    case connection
    case recipient
    case letter
  }

  package var fault = Fault.none
  /// How many connections, recipients or letters it meets before all is well again; `nil`: all of them.
  package var times: Int?
  /// Seconds, for `lateAnswer`.
  package var lateBy = 60.0
  /// Seconds, for `drip` and `dripAnswer`.
  package var dripGap = 1.0

  package init(_ fault: Fault = .none, times: Int? = nil) {
    self.fault = fault
    self.times = times
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    fault = try values.decodeIfPresent(Fault.self, forKey: .fault) ?? fault
    times = try values.decodeIfPresent(Int.self, forKey: .times)
    lateBy = try values.decodeIfPresent(Double.self, forKey: .lateBy) ?? lateBy
    dripGap = try values.decodeIfPresent(Double.self, forKey: .dripGap) ?? dripGap
  }

  /// The fault that is met at this moment, counted down.
  mutating func take(_ moment: Moment) -> Fault {
    guard fault.moment == moment else { return .none }
    guard let times else { return fault }
    guard times > 0 else { return .none }
    self.times = times - 1
    return fault
  }
}
