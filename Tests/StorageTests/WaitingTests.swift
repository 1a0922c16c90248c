import Desk
import Foundation
import Storage
import Testing

/// Callbacks of all sorts, as chance has it, the same at every run.
@Suite struct `The queue` {
  static let ro = Languages.stored("ro")

  @Test(arguments: [1, 7, 200])
  func `is everybody who may be called now, in order`(limit: Int) async throws {
    let desk = try await OpenDesk()
    try await Self.fill(desk)
    let speaker = Self.speaker
    for hours in [0, 3, 8, 40] {
      desk.clock.move(by: TimeInterval(hours * 3600))
      let now = desk.clock.now
      let (found, open) = try await desk.store.read { reader in
        (
          try Callbacks.callable(in: speaker.languages.map(\.language), limit: limit, in: reader),
          try Callbacks.open(after: nil, limit: 1000, in: reader)
        )
      }
      let right = open.filter { QueueOrder.canTake($0, speaker, now: now) }
        .sorted { QueueOrder.comesFirst($0, before: $1) }.prefix(limit)
      #expect(!right.isEmpty && open.count > right.count)
      #expect(found.map(\.id) == right.map(\.id), "\(hours) hours later")
    }
  }

  /// Somebody is claimed between the pages, others come: nobody else is shown twice or passed over.
  @Test func `goes on after a place though rows change in between`() async throws {
    let desk = try await OpenDesk()
    try await Self.fill(desk)
    let languages = Self.speaker.languages.map(\.language)
    let all = try await desk.store.read { try Callbacks.callable(in: languages, limit: 1000, in: $0) }
    var seen: [ID<Callback>] = []
    var place: QueueOrder.Place?
    repeat {
      let page = try await desk.store.read { [place] in
        try Callbacks.callable(in: languages, after: place, limit: 3, in: $0)
      }
      place = page.last.map { QueueOrder.Place($0) }
      if let last = page.last {
        seen += page.map(\.id)
        #expect(QueueOrder.Place("\(QueueOrder.Place(last))") == place)
        _ = try await desk.store.change(last.id) { try $0.claim(by: Self.speaker, now: $1.now) }
        try await desk.store.write { writer in
          try Self.insert(language: OpenDesk.pl, urgency: .now, windows: [], since: writer.now - 3600, in: writer)
        }
      }
    } while place != nil
    #expect(seen.filter { $0.rawValue <= all.map(\.id.rawValue).max() ?? 0 } == all.map(\.id))
  }

  @Test func `is empty when nobody speaks, nobody waits, or every window is shut`() async throws {
    let desk = try await OpenDesk()
    let none = try await desk.store.read { try Callbacks.callable(in: [OpenDesk.pl], limit: 9, in: $0) }
    #expect(none.isEmpty)
    let shut = Self.windows[2]
    try await desk.store.write { writer in
      try Self.insert(language: OpenDesk.pl, urgency: .now, windows: [shut], since: writer.now, in: writer)
    }
    let (speaks, silent) = try await desk.store.read {
      (
        try Callbacks.callable(in: [OpenDesk.pl], limit: 9, in: $0), try Callbacks.callable(in: [], limit: 9, in: $0)
      )
    }
    #expect(speaks.isEmpty && silent.isEmpty)
  }

  private static let speaker = Adviser(
    id: AdviserID("ilinca"), name: "ilinca", role: .adviser,
    languages: [.init(language: OpenDesk.pl, level: .fluent), .init(language: ro, level: .native)],
    specialisms: [], roster: WeeklyHours([:], zone: .gmt))

  /// The clock stands at eight: open now, and later.
  private static let windows = ["08:00-09:00", "10:00-13:00", "14:00-15:00"].compactMap { hours in
    let times = hours.split(separator: "-").compactMap { LocalTime(String($0)) }
    return CallWindow(days: [.mon, .tue, .wed, .thu, .fri, .sat, .sun], from: times[0], to: times[1], zone: "GMT")
  }

  private static func fill(_ desk: OpenDesk) async throws {
    try await desk.store.write { writer in
      var chance = Chance(seed: 7)
      for _ in 0..<300 {
        let language = [OpenDesk.pl, ro, Languages.stored("el")].randomElement(using: &chance)
        let window = [[], [], [windows[0]], [windows[1]], [windows[1], windows[2]]].randomElement(using: &chance)
        try insert(
          language: language ?? ro, urgency: Int.random(in: 0..<20, using: &chance) == 0 ? .now : .soon,
          windows: window ?? [], since: writer.now - TimeInterval(Int.random(in: 0..<100, using: &chance)), in: writer)
      }
      for id in stride(from: Int64(5), to: 300, by: 9) {
        _ = try Callbacks.change(ID(id), in: writer) { callback, writer in
          if callback.language == OpenDesk.pl { try callback.claim(by: OpenDesk.ilinca, now: writer.now) }
        }
      }
    }
  }

  private static func insert(
    language: Language, urgency: Urgency, windows: [CallWindow], since: Date, in writer: Writer
  ) throws {
    var callback = Callback.receive(
      try writer.next(in: .callback),
      .init(
        reference: try References.fresh(in: writer), person: try writer.next(in: .person), channel: .phone,
        account: "desk", urgency: urgency, windows: windows, hasNumber: true, waitingSince: since), now: writer.now)
    try callback.know(language, because: ["said so"], by: .client, now: writer.now)
    try Callbacks.insert(callback, Client(name: "Zofia", phone: "+31612345678", phoneIsValid: true), in: writer)
  }
}

/// Random numbers that are the same at every run (SplitMix64).
private struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
