import Desk
import Foundation
import Storage
import Testing

@Suite struct `What a message suggests` {
  @Test func `raises the urgency, and the trail keeps the rule and no word`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "dzień dobry, szef zabrał nam paszporty i nie oddaje, proszę dzwonić po 18")
    let callback = try await desk.callback()
    #expect(callback.language?.code == "pl")
    #expect(callback.received.urgency == .now)
    let trail = try await desk.store.read { try Trail.events(of: callback.id, in: $0) }
    let suggested = trail.compactMap { if case .suggested(let suggestion) = $0.event { suggestion } else { nil } }
    let suggestion = try #require(suggested.first)
    #expect(suggestion.because.contains("urgency now: identity papers withheld"))
    #expect(suggestion.issue?.code == "exploitation")
    #expect(suggestion.windows.map { "\($0.from)-\($0.to)" } == ["18:00-22:00"])
    #expect(!"\(suggestion)".contains("paszporty"))
    // Only suggested: nobody is kept from being called, and the issue is not yet known.
    #expect(callback.received.windows.isEmpty && callback.issue == .unknown)
  }

  @Test func `never lowers what was urgent`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(
      texts: "dzień dobry, szef zabrał nam paszporty i nie chce oddać", "mam pytanie o umowę i o wypłatę za lipiec")
    #expect(try await desk.callback().received.urgency == .now)
  }

  @Test func `gives a weekday its date, and a machine's raise is replayed`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "mam rozprawę w sądzie w czwartek i nie wiem co robić")
    let callback = try await desk.callback()
    #expect(callback.received.urgency == .soon)
    let trail = try await desk.store.read { try Trail.events(of: callback.id, in: $0) }
    let days = trail.compactMap { if case .suggested(let suggestion) = $0.event { suggestion.days } else { nil } }
    let day = try #require(days.first?.first)
    #expect(day.event == "court")
    #expect(Day(day.date)?.weekday == .thu)
    #expect(try await desk.store.read { try Trail.tells(callback, in: $0) })
  }
}
