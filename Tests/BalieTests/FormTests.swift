import Desk
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `Our own form` {
    static let whole = [
      ("name", "Katarzyna Wiśniewska"), ("phone", "06 1234 5678"), ("language", "pl"),
      ("issue", "employment.wages"),
      ("message", "Nie zapłacili.\r\nCo robić?"), ("window", "any"), ("region", "Venlo"), ("consent", "yes"),
    ]

    private static func with(_ field: String, _ value: String?) -> [(String, String)] {
      whole.filter { $0.0 != field } + (value.map { [(field, $0)] } ?? [])
    }

    @Test func `makes a callback, thanks with a reference, and tells a stranger nothing`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let first = try await stage.form(Self.whole)
        #expect(first.status == 303, "\(first.text)")
        let place = try #require(first.header("Location"))
        let reference = try #require(place.wholeMatch(of: /\/pl\?sent=(\d{4}-\d{4})/)).1
        let thanks = try await stage.get(place)
        #expect(thanks.status == 200 && thanks.text.contains(reference) && thanks.text.contains("lang=\"pl"))
        let again = try await stage.form(Self.with("message", "Jeszcze raz"), to: "en")
        #expect(again.status == 303 && again.header("Location")?.hasPrefix("/en?sent=") == true)
        #expect(again.header("Location")?.suffix(9) != place.suffix(9))
        let items = try await stage.everything(as: staff.greet)
        #expect(items.map(\.reference) == [String(reference)] && items.map(\.state) == ["waiting"])
        let queue = try await stage.balie("queue", as: staff.ola)
        #expect(queue.out.contains("form") && queue.out.contains("employment.wages"), "\(queue)")
        let id = try await stage.api("POST", "next", as: staff.ola).decode(CallbackBody.self).id
        let client = try await stage.api("POST", "callbacks/\(id)/reveal", as: staff.ola).decode(
          ClientBody.self)
        #expect(
          client.phone == "+31612345678" && client.name == "Katarzyna Wiśniewska" && client.region == "Venlo")
        #expect(client.messages.map(\.text) == ["Nie zapłacili.\nCo robić?", "Jeszcze raz"])
      }
    }

    @Test func `says at once everything that is wrong, and asks no more than a language and a number`() async throws {
      try await onStage { stage async throws in
        let answer = try await stage.form([("phone", "12"), ("language", "xx")])
        #expect(answer.status == 422)
        #expect(answer.text.contains("href=\"#phone\"") && answer.text.contains("href=\"#language\""), "\(answer.text)")
        #expect(try await stage.form([("phone", "0612345678"), ("language", "pl")]).status == 303)
      }
    }

    @Test func `comes back with everything that was typed when something is wrong`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let wrong: [(field: String, value: String?)] = [
          ("phone", nil), ("phone", "12"), ("phone", "call me"), ("phone", "+31 112"), ("language", "xx"),
          ("language", nil),
          ("name", String(repeating: "a", count: 101)),
          ("message", String(repeating: "a", count: 4001)), ("region", String(repeating: "ż", count: 101)),
        ]
        for (field, value) in wrong {
          let answer = try await stage.form(Self.with(field, value))
          #expect(answer.status == 422, "\(field) \(value ?? "-")")
          #expect(
            answer.text.contains("role=\"alert\"") && answer.text.contains("href=\"#\(field)\""), "\(field)")
          let typed = Self.with(field, nil).filter { $0.0 == "name" || $0.0 == "phone" || $0.0 == "region" }
          for (other, text) in typed {
            #expect(answer.text.contains("value=\"\(text)\""), "\(field) kept \(other)")
          }
          if field != "message" {
            #expect(answer.text.contains("Nie zapłacili.\nCo robić?</textarea>"), "\(field)")
          }
        }
        #expect(try await stage.everything(as: staff.greet).isEmpty)
      }
    }

    @Test func `keeps what to mind, and danger in the words makes it urgent`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let fields = [
          ("phone", "600 100 200"), ("country", "PL"), ("language", "pl"), ("no_voicemail", "yes"),
          ("only_call", "yes"),
          ("message", "szef zabrał nam paszporty i nie oddaje"),
        ]
        #expect(try await stage.form(fields).status == 303)
        #expect(
          try await stage.form([("phone", "+48600100200"), ("language", "pl"), ("discreet", "yes")]).status == 303)
        let callback = try await stage.api("POST", "next", as: staff.ola).decode(CallbackBody.self)
        #expect(callback.urgency == .now)
        let client = try await stage.api("POST", "callbacks/\(callback.id)/reveal", as: staff.ola)
          .decode(ClientBody.self)
        #expect(client.phone == "+48600100200" && client.cautions == [.noVoicemail, .onlyCall, .discreet])
        let shown = try await stage.balie("reveal", "\(callback.id)", as: staff.ola)
        #expect(shown.out.hasPrefix("! Leave no voicemail.\n"), "\(shown.out)")
      }
    }

    @Test func `raises whoever chose what can't wait`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let fields = [("phone", "0612345678"), ("language", "pl"), ("issue", "housing.homeless")]
        #expect(try await stage.form(fields).status == 303)
        #expect(try await stage.everything(as: staff.greet).map(\.urgency) == [.now])
      }
    }

    @Test func `sends back what a program filled in, with all of it, and shows it to a coordinator`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let answer = try await stage.form(Self.whole + [("website", "http://spam.invalid")])
        #expect(answer.status == 422 && answer.text.contains("value=\"Katarzyna Wiśniewska\""), "\(answer.text)")
        #expect(answer.text.contains("role=\"alert\"") && !answer.text.contains("spam.invalid"))
        #expect(try await stage.everything(as: staff.greet).isEmpty)
        let lies = try await stage.inbox(as: staff.greet)
        #expect(lies.map(\.kind) == ["suspect_post"])
        #expect(try await stage.form(Self.whole).status == 303)
      }
    }

    @Test func `asks a flood to come again, and whoever does is let through`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        var statuses: [Int] = []
        for number in 0..<25 {
          statuses.append(try await stage.form([("phone", "06123456\(10 + number)"), ("language", "pl")]).status)
        }
        #expect(statuses.prefix(20).allSatisfy { $0 == 303 } && statuses.last == 429)
        let answer = try await stage.form([("phone", "0687654321"), ("language", "pl"), ("name", "Żaneta")])
        #expect(answer.status == 429 && answer.header("Retry-After") == "5" && answer.text.contains("value=\"Żaneta\""))
        let before = try await stage.everything(as: staff.greet).count
        _ = try await eventually("the one who pressed again") {
          try await stage.form([("phone", "0687654321"), ("language", "pl")]).status == 303 ? true : nil
        }
        #expect(try await stage.everything(as: staff.greet).count == before + 1)
      }
    }

    @Test func `has a page in each language, by choice and by the browser's wish`() async throws {
      try await onStage { stage async throws in
        for code in ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"] {
          let page = try await stage.get("/" + code)
          #expect(page.status == 200 && page.text.contains("<html lang=\"\(code)"), "\(code)")
          #expect(page.header("Content-Type") == "text/html; charset=utf-8")
          #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
          #expect(
            page.header("Cache-Control") == "no-store" && page.header("X-Content-Type-Options") == "nosniff")
        }
        let wishes = [
          ("el,en;q=0.5", "/el"), ("fr, pl-PL;q=0.9, en;q=0.8", "/pl"), ("uk;q=0, ro;q=0.1", "/ro"),
        ]
        for (wish, place) in wishes {
          let answer = try await stage.get("/", [("Accept-Language", wish)])
          #expect(answer.status == 303 && answer.header("Location") == place, "\(wish)")
        }
        for wish in ["fr", "*", "", ";;;q=9"] {
          let choice = try await stage.get("/", [("Accept-Language", wish)])
          #expect(choice.status == 200 && choice.text.contains(">Ελληνικά</a>"), "\(wish)")
        }
        #expect(try await stage.get("/fr").problem == .notFound)
        // A reference with a wrong check digit is no reference.
        #expect(try await stage.get("/pl?sent=1111-1111").text.contains("name=\"phone\""))
        #expect(!(try await stage.get("/pl?sent=%3Cscript%3E").text.contains("<script>")))
      }
    }

    @Test func `refuses a body that no browser with our form sends`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let good = "phone=0612345678&language=pl&consent=yes"
        let bodies: [(what: String, body: String)] = [
          ("twice", good + "&phone=0612345679"), ("NUL", good + "&name=a%00b"),
          ("escape", good + "&name=%1B%5B2J"),
          ("broken UTF-8", good + "&name=%FF%FE"), ("overlong UTF-8", good + "&name=%C0%AF"),
          ("half a percent", good + "&name=%4"), ("surrogate", good + "&name=%ED%A0%80"),
          ("201 fields", (0..<201).map { "f\($0)=1" }.joined(separator: "&")),
          ("C1", good + "&name=%C2%9B2J"),
        ]
        for (what, body) in bodies {
          let answer = try await stage.form(Array(body.utf8))
          #expect(answer.status == 400 && answer.problem == .badRequest, "\(what)")
          #expect(!answer.text.contains("0612345678"), "\(what)")
        }
        for type in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
          let answer = try await stage.form(Array(good.utf8), type: type)
          #expect(answer.status == 415 && answer.problem == .contentType, "\(type)")
        }
        let most = [UInt8](repeating: UInt8(ascii: "a"), count: 64 << 10)
        #expect(try await stage.form(most + [0x61]).problem == .tooLarge)
        #expect(try await stage.form(most).status == 422)
        let unpacked = try await stage.call(
          "POST", stage.url + "/pl", body: Array(good.utf8),
          headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Content-Encoding", "gzip")])
        #expect(unpacked.status == 415 && unpacked.problem == .contentEncoding)
        #expect(try await stage.everything(as: staff.greet).isEmpty)
        let kept = try await stage.form(Array((good + "&utm_source=x").utf8))
        #expect(kept.status == 303)
      }
    }
  }
}
