import Access
import Desk
import Foundation
import Referring
import Signing
import Storage
import Synchronization
import Testing

/// A desk with partners, and a person whom Ilinca holds; its clock stands on a Wednesday at ten until it is moved.
final class ReferringDesk {
  static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  static let pl = Languages.stored("pl")
  static let ilinca = Adviser(
    id: AdviserID("ilinca"), name: "Ilinca", role: .adviser, languages: [.init(language: pl, level: .native)],
    specialisms: [], roster: WeeklyHours([:], zone: zone))
  static let spoken = Liaison.Spoken(wording: "pl-1", language: nil, way: .spoken, circumstances: "alone")
  static let asked: [SharedField] = [.name, .phone, .need]

  private let folder = FileManager.default.temporaryDirectory.appending(path: "referring-\(UUID().uuidString)")
  private let clock = StandingClock()
  let store: Store
  let liaison: Liaison
  let links: LinkDoor
  let partners: PartnerDoor
  let reveal: Reveal

  init() async throws {
    store = try Store(folder: folder, masterKey: Data(repeating: 7, count: 32), clock: { [clock] in clock.now })
    let letters = Letters(desk: "Balie", publicURL: "https://desk.invalid", zone: Self.zone)
    liaison = Liaison(store: store, letters: letters, zone: Self.zone)
    links = LinkDoor(store: store, letters: letters)
    partners = PartnerDoor(store: store)
    reveal = Reveal(store: store)
    let directory: [(String, Partner.Delivery)] = [
      ("fairwork", .mail(address: "fairwork@partner.invalid")), ("barka", .webhook(url: "https://barka.invalid/in")),
      ("police", .phone(number: "0900-8844")), ("other", .webhook(url: "https://other.invalid/in")),
    ]
    try await store.write { writer in
      try Advisers.save(Self.ilinca, in: writer)
      for (id, delivery) in directory {
        try Partners.save(Self.partner(id, delivery), in: writer)
        if case .webhook = delivery { try Partners.add(secret: Self.secret(of: id), of: PartnerID(id), in: writer) }
      }
      var callback = Callback.receive(
        1,
        .init(
          reference: try References.fresh(in: writer), person: 1, channel: .whatsapp, account: "main",
          language: Self.pl,
          because: ["said so"], hasNumber: true, waitingSince: writer.now),
        now: writer.now)
      try callback.claim(by: Self.ilinca, now: writer.now)
      try Callbacks.insert(callback, Client(name: "Jan Kowalski", phone: "+48511223341"), in: writer)
    }
  }

  deinit { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }

  static func partner(_ id: String, _ delivery: Partner.Delivery) -> Partner {
    Partner(
      id: PartnerID(id), name: id, does: "helps", referWhen: "in need", mind: "", hours: "", needs: [.name, .phone],
      delivery: delivery, answersWithin: 2, refersHere: id == "fairwork",
      feedbackAddress: id == "fairwork" ? "back@partner.invalid" : nil, source: "invented", verifiedOn: "2026-06-01",
      isSuspended: false)
  }

  static func secret(of id: String) -> String {
    "whsec_" + Data(repeating: UInt8(id.utf8.count), count: 32).base64EncodedString()
  }

  var now: Date { clock.now }

  func move(by seconds: TimeInterval) { clock.move(by: seconds) }

  func refer(
    to partner: String, _ fields: [SharedField]? = asked, consent: Liaison.Spoken? = spoken
  ) async throws -> Referral {
    try await liaison.refer(
      1,
      .init(
        partner: PartnerID(partner), fields: fields, said: fields?.contains(.need) == false ? [:] : [.need: "a bed"],
        consent: consent),
      by: Self.ilinca, epoch: nil)
  }

  func caller() async throws -> Caller {
    let gatekeeper = Gatekeeper(store: store)
    let token = try await gatekeeper.create(for: .adviser(Self.ilinca.id))
    return try #require(try await gatekeeper.caller(token: token))
  }

  /// Posts as a partner's system does.
  func answer(_ body: String, from partner: String, id: String = "msg_1", secret: String? = nil) async throws {
    let webhook = try #require(StandardWebhook(secret: secret ?? Self.secret(of: partner)))
    let timestamp = String(Int(now.timeIntervalSince1970))
    let signature = webhook.signature(id: id, timestamp: timestamp, body: Array(body.utf8))
    try await partners.receive(
      Array(body.utf8), .init(id: id, timestamp: timestamp, signatures: signature), from: PartnerID(partner))
  }

  func referral(_ id: ID<Referral> = 1) async throws -> Referral {
    try #require(try await store.read { try Referrals.find(id, in: $0) })
  }

  /// Letters that haven't left, oldest first.
  func mails() async throws -> [Dispatches.Mail] {
    try await store.read { reader in
      try Dispatches.due(by: reader.now + 86_400 * 30, limit: 99, in: reader).filter { $0.channel == .mail }.map {
        try Dispatches.open($0, as: Dispatches.Mail.self, in: reader).use { $0 }
      }
    }
  }

  func webhooks() async throws -> [String] {
    try await store.read { reader in
      try Dispatches.due(by: reader.now + 86_400 * 30, limit: 99, in: reader).filter { $0.channel == .webhook }.map {
        try Dispatches.open($0, as: Dispatches.Webhook.self, in: reader).use { $0.body }
      }
    }
  }

  /// As the courier does when it was taken.
  func send() async throws {
    try await store.write { writer in
      for var dispatch in try Dispatches.due(by: writer.now, limit: 99, in: writer) {
        dispatch.begin(now: writer.now)
        dispatch.finish(.accepted, now: writer.now)
        try Dispatches.save(dispatch, in: writer)
      }
    }
  }

  func token() async throws -> String {
    let text = try #require(try await mails().first).text
    return String(try #require(text.firstMatch(of: /\/r\/([A-Za-z0-9_-]{43})\n/)).1)
  }

  func inbox() async throws -> [String] {
    try await store.read { try Inbox.open(limit: 99, in: $0).map { "\($0.kind.rawValue): \($0.subject)" } }
  }

  func isWhole() async throws -> Bool { try await store.read { try Integrity.look(in: $0).isWhole } }
}

private final class StandingClock: Sendable {
  private let moment = Mutex(Date(timeIntervalSince1970: 1_781_078_400))

  var now: Date { moment.withLock { $0 } }

  func move(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}
