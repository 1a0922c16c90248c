import DemoGateway
import Desk
import Foundation
import Storage
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `Danger in closed hours` {
    /// Open for one minute a day: closed whenever the tests run.
    private static let closed = Dictionary(
      uniqueKeysWithValues: Weekday.allCases.map {
        ("BALIE_DESK_OPENINGHOURS_\($0.rawValue.uppercased())", "[\"00:00-00:01\"]")
      })

    @Test func `is answered with whom to phone, and alarms who is on call once, over kill -9`() async throws {
      try await onStage(starting: false) { stage async throws in
        let said = stage.folder.appending(path: "said")
        let page = stage.folder.appending(path: "page")
        _ = FileManager.default.createFile(
          atPath: page.path,
          contents: Data("#!/bin/sh\necho \"$1 $BALIE_CALLBACK $BALIE_LANGUAGE\" >> \(said.path)\n".utf8),
          attributes: [.posixPermissions: 0o700])
        let environment = Self.closed.merging([
          "BALIE_ALARM_ONCALL_COMMAND": "[\"\(page.path)\", night]", "BALIE_ALARM_ONCALL_MAIL": "night@stage.invalid",
          "BALIE_ALARM_ONCALL_WHO": "Agnieszka",
        ]) { $1 }
        try await stage.start(environment)
        let phone = stage.phone()
        try await phone.send("dzień dobry, szef zabrał nam paszporty i nie oddaje")
        let told = try await phone.messages(after: 1, wait: .seconds(25))
        #expect(told.first?.text.contains("112") == true && told.first?.text.contains("0800-2000") == true)
        _ = try await eventually("the program") {
          FileManager.default.fileExists(atPath: said.path) ? true : nil
        }
        let mail = try await stage.mailbox.mails(1, to: "night@stage.invalid")[0]
        #expect(!mail.text.contains("paszporty") && !mail.text.contains("48600100200"))
        await stage.stop(SIGKILL)
        try await stage.start(environment)
        // Something else is done meanwhile, and the alarm isn't given again.
        try await phone.send("proszę o pomoc")
        _ = try await phone.messages(after: told.last?.seq ?? 0, wait: .seconds(5))
        await stage.stop()
        #expect(try String(contentsOf: said, encoding: .utf8) == "night 1 pl\n")
        let alarms = try await stage.inside { try Alarms.between(.distantPast, .distantFuture, in: $0).map(\.alarm) }
        #expect(alarms.map(\.who) == ["Agnieszka"])
      }
    }

    @Test(arguments: [
      (["BALIE_ALARM_ONCALL_COMMAND": "rm -rf /"], "alarm.onCall.command"),
      (["BALIE_ALARM_ONCALL_MAIL": "nobody"], "alarm.onCall.mail"),
      (["BALIE_ALARM_ONCALL_WHATSAPP": "0612345678"], "alarm.onCall.whatsapp"),
      (["BALIE_ALARM_ONCALL_WHO": "Agnieszka"], "alarm.onCall"),
      (["BALIE_HELP": "/nowhere/help.yaml"], "help"),
    ])
    func `stops the start when the alarm is set up wrongly`(environment: [String: String], key: String) async throws {
      try await onStage(starting: false) { stage async throws in
        let ended = try await stage.balie(
          "serve", "--config", stage.config.path, environment: Stage.secrets.merging(environment) { $1 })
        #expect(ended.status == 78 && ended.err.contains("configuration: \(key): "), "\(ended)")
      }
    }
  }
}
