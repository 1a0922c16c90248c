import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

extension Gatekeeper.Holder {
  /// - Throws: `Refusal.invalid` for a request that names nobody, or more than one.
  package init(_ request: TokenRequest) throws(Refusal) {
    switch (request.adviser, request.role, request.partner) {
    case (let name?, nil, nil):
      guard let adviser = AdviserID(typed: name) else { throw .invalid(field: "adviser") }
      self = .adviser(adviser)
    case (nil, let role?, nil): self = .role(role)
    case (nil, nil, let partner?): self = .partner(PartnerID(partner))
    case _: throw .invalid(field: "adviser, role, partner")
    }
  }
}

/// What commands beside a running desk ask of it, over `DIR/admin.sock`: who may open that file may do this.
struct AdminRoutes: Sendable {
  let store: Store
  let gatekeeper: Gatekeeper
  let api: API

  func add(to router: Router<DeskContext>) {
    router.post("tokens") { request, context in
      let asked = try API.body(TokenRequest.self, from: try await api.bytes(request, context))
      let token = try await gatekeeper.create(for: try Gatekeeper.Holder(asked))
      return try Answers.json(TokenBody(token: token), status: .created)
    }
    router.get("history") { request, _ in
      let days = request.uri.queryParameters
      let from = try Self.day(days["from"], "from") ?? Day(number: 0)
      let to = try Self.day(days["to"], "to") ?? Day(number: 2_932_896)
      let zone = api.rules.openingHours.zone
      return try Answers.json(try await store.read { try PastBody(from: from, to: to, zone: zone, in: $0) })
    }
    router.get("check") { _, _ in
      try Answers.json(try await store.read { try Integrity.look(in: $0) })
    }
  }

  private static func day(_ text: Substring?, _ field: String) throws(Refusal) -> Day? {
    guard let text else { return nil }
    guard let day = Day(text) else { throw .invalid(field: field) }
    return day
  }
}

extension PastBody {
  /// - Parameters:
  ///   - from: the first day on which they asked, on the desk's calendar.
  ///   - to: the last one.
  package init(from: Day, to: Day, zone: TimeZone, in reader: Reader) throws {
    let clock = WallClock(zone: zone)
    let midnight = LocalTime(minutes: 0)
    let past = try Past.requests(
      from: clock.moment(midnight, on: from), to: clock.moment(midnight, on: to.advanced(by: 1)), in: reader)
    self.init(
      requests: past.requests, withoutLanguage: past.withoutLanguage,
      advisers: try Advisers.all(in: reader).map(\.adviser))
  }
}
