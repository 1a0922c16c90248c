import Access
import Desk
import Foundation
import Referring
import Storage
import Testing

@Suite struct `A link` {
  @Test func `that is only looked at changes nothing`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let token = try await desk.token()
    let before = try await desk.referral()
    for _ in 0..<3 {
      #expect(try await desk.links.look(token) == .waiting(codeIsOut: false, answers: before.state.answers))
    }
    #expect(try await desk.referral() == before)
    #expect(try await desk.mails().count == 1)
  }

  @Test(arguments: ["", "x", String(repeating: "A", count: 43)])
  func `that was made up leads nowhere`(token: String) async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    #expect(try await desk.links.look(token) == .gone)
    #expect(try await desk.links.sendCode(token) == .gone)
    #expect(try await desk.links.answer(token, .accepted, remark: nil) == .gone)
    #expect(try await desk.referral().state == .requested)
  }

  @Test func `opens with the code that was mailed, once`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let token = try await desk.token()
    try await desk.send()
    let code = try await code(token, at: desk)
    guard case .referral(let id, let partner) = try await desk.links.open(token, code: code) else {
      Issue.record("the right code opened nothing")
      return
    }
    let shown = try await desk.reveal.referral(id, to: partner) { _, facts in facts.use { $0 } }
    #expect(shown.facts.map(\.text) == ["Jan Kowalski", "+48511223341", "a bed"])
    #expect(try await desk.referral().state == .received)
    guard case .page(.waiting(false, _)) = try await desk.links.open(token, code: code) else {
      Issue.record("the code opened twice")
      return
    }
    let audit = try await desk.store.read { try Audit.entries(of: "referral:1", in: $0).map(\.action) }
    #expect(audit == ["link.code", "referral.show"])
  }

  @Test func `can't be opened by trying`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let token = try await desk.token()
    try await desk.send()
    let code = try await code(token, at: desk)
    let wrong = code == "000000" ? "000001" : "000000"
    for left in (0..<5).reversed() {
      guard case .page(.wrongCode(left, _)) = try await desk.links.open(token, code: wrong) else {
        Issue.record("no try was taken")
        return
      }
    }
    guard case .page(.waiting(false, _)) = try await desk.links.open(token, code: code) else {
      Issue.record("a sixth try was taken")
      return
    }
  }

  @Test func `has codes that work for a quarter of an hour, five an hour`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let token = try await desk.token()
    try await desk.send()
    let code = try await code(token, at: desk)
    desk.move(by: 15 * 60)
    guard case .page(.waiting(false, _)) = try await desk.links.open(token, code: code) else {
      Issue.record("an old code opened")
      return
    }
    for _ in 0..<4 { _ = try await desk.links.sendCode(token) }
    #expect(try await desk.links.sendCode(token) == .tooManyCodes(answers: Referral.State.requested.answers))
    desk.move(by: 3600)
    #expect(
      try await desk.links.sendCode(token) == .waiting(codeIsOut: true, answers: Referral.State.requested.answers))
  }

  @Test func `takes answers until the referral ends`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let token = try await desk.token()
    guard case .answered("accepted", _) = try await desk.links.answer(token, .accepted, remark: nil) else {
      Issue.record("not accepted")
      return
    }
    guard case .answered("completed", []) = try await desk.links.answer(token, .completed(.care), remark: "fetched")
    else {
      Issue.record("not completed")
      return
    }
    #expect(try await desk.links.answer(token, .failed(.notReached), remark: nil) == .gone)
    #expect(try await desk.inbox() == ["partner_answer: after the end: completed"])
    #expect(try await desk.links.look(token) == .gone)
    #expect(try await desk.referral().state == .completed(.care))
  }

  private func code(_ token: String, at desk: ReferringDesk) async throws -> String {
    _ = try await desk.links.sendCode(token)
    let text = try #require(try await desk.mails().last).text
    return String(try #require(text.firstMatch(of: /: (\d{6})\n/)).1)
  }
}

@Suite struct `A partner's system` {
  private func said(_ state: String, referral: Int = 1, more: String = "") -> String {
    #"{"type":"referral.state","data":{"referral":\#(referral),"state":"\#(state)"\#(more)}}"#
  }

  @Test func `answers its referral`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    try await desk.answer(said("accepted"), from: "barka")
    #expect(try await desk.referral().state == .accepted)
    try await desk.answer(said("completed", more: #","exit":"care""#), from: "barka", id: "msg_2")
    #expect(try await desk.referral().state == .completed(.care))
    #expect(try await desk.isWhole())
  }

  @Test func `must sign`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    await #expect(throws: Rejection.badSignature) {
      try await desk.answer(said("accepted"), from: "barka", secret: ReferringDesk.secret(of: "unknown"))
    }
    await #expect(throws: Rejection.unknownAccount) {
      try await desk.answer(said("accepted"), from: "nobody")
    }
    await #expect(throws: Rejection.badSignature) {
      try await desk.partners.receive(Array(said("accepted").utf8), nil, from: PartnerID("barka"))
    }
    #expect(try await desk.referral().state == .requested)
  }

  @Test func `signs with the old secret or the new one, and with none before`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    let old = ReferringDesk.secret(of: "barka")
    for number in [40, 41] {
      try await desk.store.write { writer in
        let secret = "whsec_" + Data(repeating: UInt8(number), count: 32).base64EncodedString()
        try Partners.add(secret: secret, of: PartnerID("barka"), in: writer)
      }
      if number == 40 { try await desk.answer(said("received"), from: "barka", secret: old) }
    }
    await #expect(throws: Rejection.badSignature) {
      try await desk.answer(said("accepted"), from: "barka", id: "msg_9", secret: old)
    }
  }

  @Test func `that answers twice is heard once`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    try await desk.answer(said("accepted"), from: "barka")
    let version = try await desk.referral().version
    try await desk.answer(said("accepted"), from: "barka")
    try await desk.answer(said("accepted"), from: "barka", id: "msg_2")
    #expect(try await desk.referral().version == version)
    #expect(try await desk.inbox().isEmpty)
  }

  @Test func `can't answer another's referral, and a colleague sees that it tried`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    try await desk.answer(said("accepted"), from: "other")
    #expect(try await desk.referral().state == .requested)
    #expect(try await desk.inbox() == ["partner_answer: not its referral"])
    let audit = try await desk.store.read { try Audit.entries(of: "referral:1", in: $0) }
    #expect(audit.map { "\($0.action) \($0.outcome)" } == ["referral.answer refused"])
    await #expect(throws: Refusal.notFound) {
      try await desk.partners.answer(1, .accepted, remark: nil, from: PartnerID("other"))
    }
    #expect(try await desk.inbox().count == 2)
    await #expect(throws: Refusal.notFound) {
      try await desk.reveal.referral(1, to: PartnerID("other")) { _, _ in true }
    }
    #expect(try await desk.isWhole())
  }

  @Test func `that answers after the end is kept for a colleague`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    try await desk.answer(said("declined", more: #","reason":"no_capacity""#), from: "barka")
    try await desk.answer(said("accepted"), from: "barka", id: "msg_2")
    try await desk.answer(said("accepted"), from: "barka", id: "msg_2")
    await #expect(throws: Refusal.referralEnded("declined")) {
      try await desk.partners.answer(1, .accepted, remark: "a bed", from: PartnerID("barka"))
    }
    let item = "partner_answer: after the end: declined"
    #expect(try await desk.inbox() == [item, item])
    #expect(try await desk.referral().state == .declined(.noCapacity))
  }

  @Test(arguments: ["", "{}", "nonsense", #"{"data":{"referral":"one","state":"accepted"}}"#])
  func `that can't be read is kept for a colleague`(body: String) async throws {
    let desk = try await ReferringDesk()
    try await desk.answer(body, from: "barka")
    #expect(try await desk.inbox() == ["unreadable_delivery: partner webhook"])
  }

  @Test func `may say why in words, which are sealed`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    try await desk.answer(said("declined", more: #","reason":"Jan is known here""#), from: "barka")
    #expect(try await desk.referral().state == .declined(.other))
    let caller = try await desk.caller()
    let bytes = try await desk.reveal.remarks(of: 1, to: caller) { _, remarks in
      remarks.use { Array($0.joined().utf8) }
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "Jan is known here")
  }
}
