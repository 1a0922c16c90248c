import Desk
import Foundation
import Testing

@testable import Surface
@testable import Web

/// What a request may hold, made of its schema.
private enum Sample {
  /// Values where any text won't do.
  private static let fitting: [String: any Sendable] = [
    "from": "09:00", "to": "17:00", "zone": "Europe/Amsterdam", "roster": ["mon": ["09:00-17:00"]],
  ]

  static func object(_ schema: Schema.Object, whole: Bool, without name: String? = nil) -> [String: Any] {
    let properties = schema.properties.filter { ($0.isRequired || whole) && $0.name != name }
    return Dictionary(
      uniqueKeysWithValues: properties.map { ($0.name, fitting[$0.name].map { $0 as Any } ?? value($0.schema)) })
  }

  private static func value(_ schema: Schema) -> Any {
    switch schema {
    case .text: "x"
    case .number: 1.5
    case .time: "2026-11-24T18:30:00.5+01:00"
    case .choice(let choices): choices[0]
    case .integer: 7
    case .flag: true
    case .list(let item, _): [value(item)]
    case .map(let inner): ["pl": value(inner)]
    case .orNull(let inner): value(inner)
    case .either(let schemas): value(schemas[0])
    case .object(let object): Sample.object(object, whole: true)
    }
  }
}

@Suite struct `A request's schema` {
  /// Types of requests, each with how it is read.
  private static let requests: [(schema: Schema.Object, read: @Sendable ([UInt8]) throws -> Void)] = [
    read(AddRequest.self), read(AttemptRequest.self), read(NoteRequest.self), read(CloseRequest.self),
    read(EditRequest.self), read(ReasonRequest.self), read(UrgencyRequest.self), read(AssignRequest.self),
    read(PresenceRequest.self), read(AdviserEntries.self), read(AdviserEntry.self), read(CallWindow.self),
    read(ReferRequest.self), read(ConsentRequest.self), read(WithdrawRequest.self), read(ReferralStateRequest.self),
    read(FollowUpRequest.self), read(SuspendRequest.self), read(AcceptRequest.self), read(PartnerEntries.self),
    read(PartnerEntry.self),
  ]

  private static func read<Value: Described>(
    _ type: Value.Type
  ) -> (schema: Schema.Object, read: @Sendable ([UInt8]) throws -> Void) {
    (type.schema, { _ = try API.body(type, from: $0) })
  }

  @Test func `is what the program reads: with all, with the least, and nothing less`() throws {
    for (schema, read) in Self.requests {
      for whole in [true, false] {
        let json = try JSONSerialization.data(withJSONObject: Sample.object(schema, whole: whole))
        #expect(throws: Never.self, "\(schema.name)") { try read(Array(json)) }
      }
      for property in schema.properties where property.isRequired {
        let json = Sample.object(schema, whole: true, without: property.name)
        let bytes = Array(try JSONSerialization.data(withJSONObject: json))
        #expect(throws: Refusal.invalid(field: property.name), "\(schema.name)") { try read(bytes) }
      }
    }
  }

  /// What is wrong is named by our own words and by numbers: a key may be anybody's name.
  @Test(arguments: [
    (
      #"{"advisers":[{"id":"a","name":"A","role":"adviser","languages":{"Jan Kowal":7},"roster":{}}]}"#,
      "advisers.0.languages"
    ),
    (
      #"{"advisers":[{"id":"a","name":"A","role":"adviser","languages":{},"roster":{"Jan Kowal":7}}]}"#,
      "advisers.0.roster"
    ),
    (#"{"advisers":[{"id":"a","name":"A","role":"boss","languages":{},"roster":{}}]}"#, "advisers.0.role"),
    (#"{"advisers":"Jan Kowal"}"#, "advisers"), (#"["Jan Kowal"]"#, "body"),
  ])
  func `names what is wrong without repeating what came`(json: String, field: String) {
    #expect(throws: Refusal.invalid(field: field)) { try API.body(AdviserEntries.self, from: Array(json.utf8)) }
  }

  @Test(arguments: [
    (AdviserEntry.sample(id: "Jan Kowal"), "advisers.1.id"), (.sample(name: "Jan\u{1B}[2J"), "advisers.1.name"),
    (.sample(languages: ["Jan": .native]), "advisers.1.languages"), (.sample(roster: ["Jan": []]), "advisers.1.roster"),
    (.sample(roster: ["mon": ["Jan"]]), "advisers.1.roster.mon"),
  ])
  func `is joined by what an entry must be`(entry: AdviserEntry, field: String) throws {
    let languages = Languages(codes: ["pl"])
    #expect(throws: Refusal.invalid(field: field)) {
      try AdviserEntries(advisers: [.sample(), entry]).all(languages: languages, zone: .gmt)
    }
  }
}

extension AdviserEntry {
  fileprivate static func sample(
    id: String = "jan", name: String = "J.", languages: [String: Adviser.Level] = ["pl": .native],
    roster: [String: [String]] = [:]
  ) -> AdviserEntry {
    AdviserEntry(id: id, name: name, role: .adviser, languages: languages, roster: roster)
  }
}

@Suite struct `A time` {
  @Test(arguments: ["2026-11-24T18:30:00Z", "2026-11-24T19:30:00+01:00", "2026-11-24T18:30:00.123Z"])
  func `is read as RFC 3339 writes it`(text: String) throws {
    let read = try API.body(AttemptRequest.self, from: Array(#"{"result":"busy","at":"\#(text)"}"#.utf8))
    #expect(abs(try #require(read.at).timeIntervalSince1970 - 1_795_545_000) < 1)
  }
}
