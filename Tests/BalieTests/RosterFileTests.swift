import Desk
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `Files of rosters` {
    private static let week = ["mon", "tue", "wed", "thu", "fri"]

    @Test func `go out and come back the same, as CSV and as iCalendar`() async throws {
      try await onStage { stage async throws in
        let anyone = try await stage.token(TokenRequest(adviser: nil, role: .coordinator))
        let file = stage.folder.appending(path: "advisers.csv")
        let weekly = Self.week.map { _ in "09:00-12:30 13:00-17:30" }.joined(separator: ",")
        try """
        id,name,role,languages,specialisms,mon,tue,wed,thu,fri,sat,sun
        ilinca,"Moldovan, Ilinca",adviser,ro:native hu:fluent,employment law.ro,\(weekly),,
        radu,Radu P.,adviser,ro:fluent hu:enough,,\(weekly),,

        """.write(to: file, atomically: true, encoding: .utf8)
        let entered = try await stage.balie("adviser", "import", file.path, as: anyone)
        #expect(entered.status == 0 && entered.out.contains("Polish: nobody speaks it."), "\(entered)")

        let today = WallClock(zone: TimeZone(identifier: "Europe/Amsterdam") ?? .gmt).day(of: .now)
        let monday = try #require((7..<14).map { today.advanced(by: $0) }.first { $0.weekday == .mon })
        let changes = stage.folder.appending(path: "changes.csv")
        try """
        adviser,kind,day,until,from,to
        ilinca,change,\(monday),,12:00,17:00
        ilinca,change,\(monday.advanced(by: 1)),,,
        radu,absence,\(monday.advanced(by: 7)),\(monday.advanced(by: 9)),,

        """.write(to: changes, atomically: true, encoding: .utf8)
        let tried = try await stage.balie("roster", "import", changes.path, "--dry-run", as: anyone)
        #expect(
          tried.status == 0 && tried.out.contains("→ 12:00-17:00") && tried.out.contains("Nothing is changed yet."))
        let done = try await stage.balie("roster", "import", changes.path, as: anyone)
        #expect(done.status == 0 && done.out.contains("3 changed."), "\(done)")
        let again = try await stage.balie("roster", "import", changes.path, as: anyone)
        #expect(again.out.contains("Nothing changes."), "\(again)")

        for name in ["out.csv", "out.ics"] {
          let path = stage.folder.appending(path: name).path
          #expect(try await stage.balie("roster", "export", path, as: anyone).status == 0)
          let back = try await stage.balie("roster", "import", path, "--replace", as: anyone)
          #expect(back.status == 0 && back.out == "Nothing changes.\n", "\(name): \(back)")
        }
        let advisers = stage.folder.appending(path: "again.csv").path
        #expect(try await stage.balie("adviser", "export", advisers, as: anyone).status == 0)
        #expect(
          try String(contentsOfFile: advisers, encoding: .utf8).contains(
            "\"Moldovan, Ilinca\",adviser,hu:fluent ro:native"))
        #expect(try await stage.balie("adviser", "import", advisers, as: anyone).status == 0)
      }
    }

    @Test func `are refused whole, by file and line`() async throws {
      try await onStage { stage async throws in
        let anyone = try await stage.token(TokenRequest(adviser: nil, role: .coordinator))
        let advisers = stage.folder.appending(path: "advisers.yaml")
        try """
        advisers:
          - id: ilinca
            name: Ilinca
            role: adviser
            languages: { ro: native }
            roster:
              mon: ["09:00-13:00", "12:00-17:00"]
          - { id: radu, name: Radu, role: adviser, languages: {}, roster: {} }

        """.write(to: advisers, atomically: true, encoding: .utf8)
        let refused = try await stage.balie("adviser", "import", advisers.path, as: anyone)
        #expect(refused.status == 1 && refused.err.contains("advisers.yaml:7: ilinca: roster.mon"), "\(refused)")
        #expect(refused.err.contains("advisers.yaml:8: radu speaks no language"), "\(refused)")
        try """
        id,name,role,languages,mon
        ilinca,Ilinca,adviser,ro:native,09:00-17:00
        kees,Kees,adviser,xx:native,09:00-17:00

        """.write(to: stage.folder.appending(path: "a.csv"), atomically: true, encoding: .utf8)
        let unknown = try await stage.balie("adviser", "import", "a.csv", as: anyone)
        #expect(unknown.status == 1 && unknown.err.contains("a.csv:3: "), "\(unknown)")
        #expect(try await stage.api("GET", "advisers", as: anyone).decode(List<AdviserBody>.self).items.isEmpty)

        try """
        id,name,role,languages,mon
        ilinca,Ilinca,adviser,ro:native,09:00-17:00

        """.write(to: stage.folder.appending(path: "b.csv"), atomically: true, encoding: .utf8)
        #expect(try await stage.balie("adviser", "import", "b.csv", as: anyone).status == 0)
        try """
        adviser,kind,day,until,from,to
        ilinca,week,tue,,09:00,13:00
        ilinca,week,sun,,09:00,13:00
        ghost,week,mon,,09:00,13:00

        """.write(to: stage.folder.appending(path: "r.csv"), atomically: true, encoding: .utf8)
        let wrong = try await stage.balie("roster", "import", "r.csv", as: anyone)
        #expect(wrong.status == 1 && wrong.err.contains("r.csv:3: ilinca: sun 09:00-13:00 never meets"), "\(wrong)")
        #expect(wrong.err.contains("r.csv:4: there is no adviser ghost"), "\(wrong)")
        let kept = try await stage.api("GET", "roster/lines", as: anyone).decode(List<RosterLineBody>.self).items
        #expect(kept.map(\.day) == ["mon"])
        // An absence of the only one who speaks Romanian needs a reason.
        let today = WallClock(zone: TimeZone(identifier: "Europe/Amsterdam") ?? .gmt).day(of: .now)
        try "adviser,kind,day,until\nilinca,absence,\(today),\(today.advanced(by: 13))\n"
          .write(to: stage.folder.appending(path: "away.csv"), atomically: true, encoding: .utf8)
        let gap = try await stage.balie("roster", "import", "away.csv", as: anyone)
        #expect(gap.status == 1 && gap.err.contains("--because"), "\(gap)")
        let forced = try await stage.balie("roster", "import", "away.csv", "--because", "ill", as: anyone)
        #expect(forced.status == 0, "\(forced)")
      }
    }

    @Test func `the trail is replayed the same, from a desk that runs and one that doesn't`() async throws {
      try await onStage { stage async throws in
        _ = try await stage.staff()
        for number in 0..<3 { _ = try await stage.form([("language", "pl"), ("phone", "+3161234560\(number)")]) }
        let arguments = ["simulate", "--from-trail", "--config", stage.config.path, "--json"]
        let first = try await stage.balie(list: arguments, as: "", environment: Stage.secrets)
        #expect(first.status == 0 && first.out.contains("\"requests\":3"), "\(first)")
        await stage.stop()
        let second = try await stage.balie(list: arguments, as: "", environment: Stage.secrets)
        #expect(second.out == first.out, "\(second)")
        try "id,name,role,languages\nola,Ola,adviser,pl:native\n"
          .write(to: stage.folder.appending(path: "nobody.csv"), atomically: true, encoding: .utf8)
        let other = try await stage.balie(
          list: arguments + ["--advisers", "nobody.csv"], as: "", environment: Stage.secrets)
        #expect(other.status == 0 && other.out != first.out && other.out.contains("\"uncalled\":3"), "\(other)")
        let nobody = try await stage.balie(
          list: arguments + ["--to", "2020-01-01"], as: "", environment: Stage.secrets)
        #expect(nobody.status == 78 && nobody.err.contains("nobody asked"), "\(nobody)")
      }
    }
  }
}
