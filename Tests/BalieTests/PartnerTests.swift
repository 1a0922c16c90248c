import Desk
import Foundation
import Testing

@testable import Surface

extension `The whole desk` {
  @Suite struct `A partner of the directory` {
    @Test func `is entered and changed by command, and what isn't said stays`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let added = [
          "partner", "add", "bed", "--name", "Bed", "--does", "A bed.", "--refer-when", "Tonight.", "--needs",
          "name,phone",
          "--phone", "088 000 00 00", "--source", "invented", "--verified-on", "2026-06-01",
        ]
        #expect(try await stage.balie(list: added, as: staff.ola).status == 77)
        #expect(try await stage.balie(list: added, as: staff.greet).status == 0)
        let again = try await stage.balie(list: added, as: staff.greet)
        #expect(again.status == 1 && again.err.contains("balie partner edit"))
        let changed = try await stage.balie("partner", "edit", "bed", "--mail", "in@bed.invalid", as: staff.greet)
        #expect(changed.status == 0, "\(changed.err)")
        let entry = try #require(
          try await stage.api("GET", "partners", as: staff.greet).decode(List<PartnerEntry>.self).items.first)
        #expect((entry.mail, entry.phone, entry.name) == ("in@bed.invalid", nil, "Bed"))
        #expect(entry.needs == [.name, .phone])
        let two = ["partner", "edit", "bed", "--mail", "a@bed.invalid", "--phone", "088"]
        #expect(try await stage.balie(list: two, as: staff.greet).status == 64)
        let empty = try await stage.balie("partner", "add", "tent", "--name", "Tent", as: staff.greet)
        #expect(empty.status == 1 && empty.err.contains("does"), "\(empty)")
      }
    }

    @Test func `gets no token unless it is there`() async throws {
      try await onStage { stage async throws in
        let token = ["token", "create", "--role", "partner", "--partner", "bakra", "--config", stage.config.path]
        let ended = try await stage.balie(list: token, as: "", environment: Stage.secrets)
        #expect(ended.status == 1 && ended.err.contains("partner"), "\(ended)")
      }
    }
  }
}
