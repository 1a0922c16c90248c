import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `The report` {
    @Test func `tells waits and promises, with small counts hidden unless asked, to a coordinator only`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        for number in 0..<6 {
          _ = try await stage.form([("language", "pl"), ("phone", "+3161234560\(number)")])
        }
        _ = try await stage.form([("language", "ro"), ("phone", "+31612345678")], to: "ro")
        let whole = try await stage.api("GET", "reports/waiting?small=true", as: staff.greet)
          .decode(WaitingReportBody.self)
        #expect(whole.rows.first?.figures?.requests == 7)
        #expect(whole.rows.first { $0.language == "ro" }?.figures?.stillWaiting == 1)
        let shown = try await stage.api("GET", "reports/waiting", as: staff.greet).decode(WaitingReportBody.self)
        // Six of seven would tell of the one.
        #expect(shown.rows.first { $0.language == "ro" && $0.urgency == "all" }?.figures == nil)
        #expect(shown.rows.first { $0.language == "pl" && $0.urgency == "all" }?.figures == nil)
        #expect(try await stage.api("GET", "reports/waiting", as: staff.ola).status == 403)
        for query in ["from=yesterday", "from=2026-02-01&to=2026-01-01", "small=perhaps", "from=1999-01-01"] {
          #expect(try await stage.api("GET", "reports/waiting?\(query)", as: staff.greet).status == 422, "\(query)")
        }
        let page = stage.folder.appending(path: "report.html")
        let said = try await stage.balie("report", "--small", "--html", page.path, as: staff.greet)
        #expect(said.status == 0 && said.out.contains("Polish"), "\(said)")
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(html.contains("<svg") && html.contains("Polish") && !html.contains("3161234560"))
      }
    }
  }
}
