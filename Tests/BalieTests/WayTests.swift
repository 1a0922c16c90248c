import DemoGateway
import Desk
import Foundation
import Storage
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `The way from one message to a closed callback` {
    @Test func `leads past one adviser, once, and leaves a desk that is whole`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let phone = stage.phone(name: "Jan Nowakowski")
        try await phone.send("polski")
        let reply = try #require(try await phone.messages(after: 1, wait: .seconds(25)).first)
        #expect(reply.text == "Dostaliśmy wiadomość. Zadzwoni doradca prawny, który mówi po polsku.")
        try await phone.send("Szef nie zapłacił za listopad")
        let id = try await theCallback(stage, staff)
        try await isOnlyForItsLanguage(id, stage, staff)
        let (holder, other) = try await isClaimedOnce(id, stage, staff)
        try await isShownToItsHolderAlone(id, holder: holder, other: other, stage)
        try await closes(id, holder: holder, stage)
        let check = try await stage.balie("check", "--config", stage.config.path, environment: Stage.secrets)
        #expect(check.status == 0 && check.out.contains("callbacks: 1, each replayed"), "\(check)")
        #expect(try await phone.messages().filter(\.fromDesk).count == 1)
        #expect(await stage.stop() == 0)
        let audit = try await stage.inside { reader in
          try reader.rows("SELECT object, outcome FROM audit WHERE action = 'reveal' ORDER BY seq").map {
            [try $0.text(0), try $0.text(1)]
          }
        }
        // Ion, the holder, the other twice, the holder again.
        #expect(Set(audit.map(\.first)) == ["callback:\(id)"])
        #expect(audit.map(\.last) == ["refused", "shown", "refused", "refused", "shown"])
      }
    }

    private func theCallback(_ stage: Stage, _ staff: Staff) async throws -> Int64 {
      let seen = try await eventually("the message in Ola's queue") { () -> String? in
        let queue = try await stage.balie("queue", "--json", as: staff.ola)
        return queue.out.contains(#""state":"waiting""#) ? queue.out : nil
      }
      let list = try Wire.decode(List<CallbackBody>.self, from: Array(seen.utf8))
      let callback = try #require(list.items.first)
      #expect(list.items.count == 1 && callback.language == "pl" && callback.channel == .whatsapp)
      #expect(callback.holder == nil && callback.attempts == 0 && callback.urgency == .normal)
      let fields = [
        "id", "reference", "state", "language", "alsoSpeaks", "issue", "urgency", "channel", "receivedAt",
        "waitingSince", "due", "windows", "offeredTo", "offerUntil", "holder", "epoch", "attempts",
        "nextAttemptAt",
        "referredBy", "outcome", "version",
      ]
      for field in fields { #expect(seen.contains("\"\(field)\":"), "contract.md names \(field)") }
      #expect(seen.contains("\"next\":null"))
      return callback.id
    }

    private func isOnlyForItsLanguage(_ id: Int64, _ stage: Stage, _ staff: Staff) async throws {
      let table = try await stage.balie("queue", as: staff.piotr)
      #expect(table.status == 0 && table.out.contains("pl"), "\(table)")
      let empty = try await stage.balie("queue", as: staff.ion)
      #expect(empty.status == 0 && empty.out == "Nobody waits whom you can call now.\n", "\(empty)")
      for command in ["show", "claim", "reveal", "why"] {
        let refused = try await stage.balie(command, "\(id)", as: staff.ion)
        #expect(refused.status == 1 && refused.out.isEmpty, "\(command): \(refused)")
        #expect(refused.err.contains("There is no such callback"), "\(command): \(refused)")
      }
      #expect(try await stage.api("GET", "callbacks/\(id)", as: staff.ion).status == 404)
      #expect(try await stage.api("POST", "callbacks/\(id)/claim", as: staff.ion).problem == .notFound)
      let why = try await stage.balie("why", "\(id)", as: staff.ola)
      #expect(why.status == 0 && why.out.contains("It is the first one for you."), "\(why)")
    }

    /// - Returns: the tokens of who has it and of who hasn't.
    private func isClaimedOnce(_ id: Int64, _ stage: Stage, _ staff: Staff) async throws -> (String, String) {
      async let olas = stage.balie("claim", "\(id)", as: staff.ola)
      async let piotrs = stage.balie("claim", "\(id)", as: staff.piotr)
      let (ola, piotr) = try await (olas, piotrs)
      #expect([ola.status, piotr.status].sorted() == [0, 1], "\(ola) \(piotr)")
      let (won, lost, winner) = ola.status == 0 ? (ola, piotr, "ola") : (piotr, ola, "piotr")
      #expect(won.out.contains(/\d+ is yours until 20\d\d-\d\d-\d\d \d\d:\d\d\./), "\(won)")
      #expect(lost.err.contains(/has it, until 20\d\d-\d\d-\d\d \d\d:\d\d at least\./), "\(lost)")
      #expect(lost.err.contains(winner), "\(lost)")
      return ola.status == 0 ? (staff.ola, staff.piotr) : (staff.piotr, staff.ola)
    }

    private func isShownToItsHolderAlone(_ id: Int64, holder: String, other: String, _ stage: Stage)
      async throws
    {
      let shown = try await stage.balie("reveal", "\(id)", as: holder)
      for text in ["+48600100200", "Jan Nowakowski", "Szef nie zapłacił za listopad"] {
        #expect(shown.status == 0 && shown.out.contains(text), "\(shown)")
      }
      let refused = try await stage.api("POST", "callbacks/\(id)/reveal", as: other)
      #expect(refused.status == 409 && refused.problem == .held, "\(refused.text)")
      let problem = try refused.decode(Problem.self)
      #expect(problem.holder != nil && problem.until.map { $0 > .now } == true)
      #expect(try await stage.balie("reveal", "\(id)", as: other).status == 1)
      for command in [
        ["show", "\(id)"], ["show", "\(id)", "--json"], ["queue", "--all"], ["queue", "--all", "--json"],
      ] {
        let said = try await stage.balie(list: command, as: holder)
        #expect(said.status == 0 && !said.out.contains("Jan") && !said.out.contains("600100200"), "\(said)")
        #expect(!said.out.contains("Szef"))
      }
    }

    private func closes(_ id: Int64, holder: String, _ stage: Stage) async throws {
      let reached = try await stage.balie("attempt", "\(id)", "reached", as: holder)
      #expect(reached.status == 0 && reached.out == "Noted. \(id) is still yours.\n", "\(reached)")
      let noted = try await stage.balie("note", "\(id)", "wants", "the payslips", as: holder)
      #expect(noted.status == 0, "\(noted)")
      #expect(try await stage.balie("reveal", "\(id)", as: holder).out.contains("wants the payslips"))
      let without = try await stage.balie("close", "\(id)", "advice_given", as: holder)
      #expect(without.status == 1 && without.err.contains("Say what it was about"), "\(without)")
      let unknown = try await stage.balie("close", "\(id)", "advice_given", "--issue", "weather", as: holder)
      #expect(unknown.status == 1 && unknown.err.contains("issue"), "\(unknown)")
      let closed = try await stage.balie(
        "close", "\(id)", "advice_given", "--issue", "employment.wages", "--note", "will write", as: holder)
      #expect(closed.status == 0 && closed.out == "\(id) is closed: advice_given.\n", "\(closed)")
      let after = try await stage.balie("note", "\(id)", "too late", as: holder)
      #expect(after.status == 1, "\(after)")
      let shown = try await stage.balie("show", "\(id)", "--json", as: holder)
      let body = try Wire.decode(CallbackBody.self, from: Array(shown.out.utf8))
      #expect(body.state == "closed" && body.outcome == "advice_given" && body.issue == "employment.wages")
      #expect(body.attempts == 1 && body.holder == nil)
    }

    @Test func `rests two hours after a call that nobody answered`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let added = try await stage.balie(
          "add", "--language", "pl", "--number", "0612345678", "--name", "Anna", "--json", as: staff.greet)
        let callback = try Wire.decode(CallbackBody.self, from: Array(added.out.utf8))
        let id = "\(callback.id)"
        let claimed = try await stage.balie("next", "--json", as: staff.ola)
        #expect(try Wire.decode(CallbackBody.self, from: Array(claimed.out.utf8)).holder == "ola")
        let before = Date.now
        let attempt = try await stage.balie("attempt", id, "no_answer", "--json", as: staff.ola)
        let resting = try Wire.decode(CallbackBody.self, from: Array(attempt.out.utf8))
        #expect(resting.state == "resting" && resting.holder == nil && resting.attempts == 1)
        let rest = try #require(resting.nextAttemptAt).timeIntervalSince(before)
        #expect((7199...7260).contains(rest))
        #expect(resting.waitingSince == callback.waitingSince)
        let early = try await stage.balie("claim", id, as: staff.ola)
        #expect(early.status == 1 && early.err.contains("it rests until"), "\(early)")
        #expect(try await stage.balie("queue", as: staff.ola).out == "Nobody waits whom you can call now.\n")
        let none = try await stage.balie("next", as: staff.ola)
        #expect(none.status == 1 && none.err.contains("Nobody waits"), "\(none)")
      }
    }

    @Test func `can be released, and is in the queue again with its place`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        for number in ["0612345678", "0612345679"] {
          #expect(
            try await stage.balie("add", "--language", "pl", "--number", number, as: staff.greet).status == 0)
        }
        let first = try await stage.api("POST", "next", as: staff.ola).decode(CallbackBody.self)
        #expect(try await stage.balie("release", "\(first.id)", as: staff.piotr).status == 1)
        #expect(try await stage.balie("release", "\(first.id)", as: staff.ola).status == 0)
        let again = try await stage.api("POST", "next", as: staff.piotr).decode(CallbackBody.self)
        #expect(again.id == first.id && again.waitingSince == first.waitingSince)
        #expect(try #require(again.epoch) > (try #require(first.epoch)))
      }
    }

    @Test func `asks for the language with a numbered menu, and takes the number for an answer`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let phone = stage.phone("+40722123456")
        try await phone.send("???")
        let question = try #require(try await phone.messages(after: 1, wait: .seconds(25)).first)
        let number = try #require(question.text.firstMatch(of: /(\d+)[^\n\d]*Română/)).1
        #expect(try await stage.everything(as: staff.greet).map(\.state) == ["needs_language"])
        #expect(try await stage.balie("queue", as: staff.ion).out == "Nobody waits whom you can call now.\n")
        try await phone.send(String(number))
        let reply = try #require(try await phone.messages(after: 3, wait: .seconds(25)).first)
        #expect(
          reply.text.contains("limba română") || reply.text.contains("românește")
            || reply.text.contains("română"))
        #expect(try await stage.everything(as: staff.ion).map(\.language) == ["ro"])
      }
    }
  }
}
