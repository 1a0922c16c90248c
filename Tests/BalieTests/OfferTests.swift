import Desk
import Foundation
import Storage
import Testing

@testable import Surface

extension `The whole desk` {
  @Suite struct `Offers` {
    private static let advisers = 36
    private static let callbacks = 60
    private static let open = Dictionary(
      uniqueKeysWithValues: Weekday.allCases.map {
        ("BALIE_DESK_OPENINGHOURS_\($0.rawValue.uppercased())", #"["00:00-24:00"]"#)
      })
    private static let environment = open.merging(["BALIE_ROUTING_OFFERSECONDS": "2"]) { $1 }

    /// Thirty-six at once take, decline, and don't answer, while the desk is killed twice.
    @Test func `are never two of one callback, and none is lost, though the desk is killed`() async throws {
      try await onStage(starting: false) { stage async throws in
        try await stage.start(Self.environment)
        let staff = try await stage.staff()
        let tokens = try await Self.hire(stage, staff)
        for number in 0..<Self.callbacks {
          let asked = AddRequest(channel: .phone, language: "pl", number: "06123456\(10 + number)", name: "Jan Kowal")
          #expect(try await stage.api("POST", "callbacks", asked, as: staff.greet).status == 201)
        }
        try await withThrowingTaskGroup { group in
          for (number, token) in tokens.enumerated() {
            group.addTask { await Self.work(number, token, stage) }
          }
          group.addTask {
            for _ in 0..<2 {
              try await Task.sleep(for: .seconds(3))
              await stage.stop(SIGKILL)
              try await stage.start(Self.environment)
            }
          }
          try await group.waitForAll()
        }
        await stage.stop()
        try await Self.hold(stage)
      }
    }

    private static func hire(_ stage: Stage, _ staff: Staff) async throws -> [String] {
      let always = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0.rawValue, ["00:00-24:00"]) })
      let entries = (0..<advisers).map {
        AdviserEntry(
          id: "adviser\($0)", name: "Adviser \($0)", role: .adviser, languages: ["pl": .fluent], roster: always)
      }
      _ = try await stage.api("POST", "advisers", AdviserEntries(advisers: entries), as: staff.nobody)
      var tokens: [String] = []
      for entry in entries { tokens.append(try await stage.token(TokenRequest(adviser: entry.id, role: nil))) }
      return tokens
    }

    /// Until nothing is open. A desk that doesn't answer is asked again.
    private static func work(_ number: Int, _ token: String, _ stage: Stage) async {
      var turn = number
      while !Task.isCancelled {
        do {
          _ = try await stage.api("PUT", "me/presence", PresenceRequest(presence: .available), as: token)
          let all = try await stage.everything(as: token)
          if all.isEmpty { return }
          if let mine = all.first(where: { $0.offeredTo == "adviser\(number)" }) {
            turn += 1
            try await answer(mine.id, turn, token, stage)
          }
          for held in all where held.holder == "adviser\(number)" { try await close(held.id, token, stage) }
        } catch {
          // Killed just now; its own test says whether it comes back.
        }
        do { try await Task.sleep(for: .milliseconds(250)) } catch { return }
      }
    }

    /// In turn: takes it, declines, doesn't say a word.
    private static func answer(_ id: Int64, _ turn: Int, _ token: String, _ stage: Stage) async throws {
      switch turn % 4 {
      case 0:
        _ = try await stage.api("POST", "callbacks/\(id)/decline", DeclineRequest(reason: "in a meeting"), as: token)
      case 1: try await Task.sleep(for: .seconds(3))
      default: _ = try await stage.api("POST", "callbacks/\(id)/claim", as: token)
      }
    }

    private static func close(_ id: Int64, _ token: String, _ stage: Stage) async throws {
      let asked = CloseRequest(outcome: .noLongerNeeded, issue: "other", note: nil)
      _ = try await stage.api("POST", "callbacks/\(id)/close", asked, as: token)
    }

    /// The trail says who was offered what, and when that was over.
    private static func hold(_ stage: Stage) async throws {
      let key = try #require(
        Data(base64Encoded: try String(contentsOf: stage.folder.appending(path: "master.key"), encoding: .utf8)))
      let store = try Store(folder: stage.data, masterKey: key, clock: { Date() })
      let trails = try await store.read { reader in
        try Callbacks.all(after: ID(0), limit: 1000, in: reader).map { callback in
          (callback, try Trail.events(of: callback.id, in: reader), try Trail.tells(callback, in: reader))
        }
      }
      #expect(trails.count == callbacks)
      var kinds: Set<String> = []
      for (callback, events, isTold) in trails {
        #expect(callback.state.name == "closed" && isTold)
        var isOffered = false
        for event in events.map(\.event) {
          kinds.insert(event.kind)
          switch event {
          case .offered:
            #expect(!isOffered, "\(callback.id) is offered twice at once")
            isOffered = true
          case .declined, .offerLapsed, .offerWithdrawn, .claimed: isOffered = false
          default: break
          }
        }
      }
      #expect(kinds.isSuperset(of: ["offered", "declined", "offer_lapsed", "claimed"]))
      try store.close()
    }
  }
}
