import Desk
import Forms
import Foundation
import Storage
import Testing

@testable import Intake

@Suite struct `A form that was filled in elsewhere` {
  private let source: FormSource = {
    var mapping = FormMapping()
    for (field, name) in [
      (FormMapping.Field.name, "naam"), (.phone, "tel"), (.language, "taal"), (.message, "vraag"), (.window, "tijd"),
      (.country, "land"),
    ] { mapping.fields[field] = [FormSelector(name)].compactMap { $0 } }
    return FormSource(name: "site", signature: FormSignature(.standardWebhooks([]), secrets: []), mapping: mapping)
  }()

  private func post(_ body: String, to desk: IntakeDesk, id: String? = nil) async throws {
    let headers = ["content-type": "application/json"].merging(id.map { ["webhook-id": $0] } ?? [:]) { $1 }
    try await desk.receiver.receive(FormDelivery(headers: headers, body: Data(body.utf8)), from: source)
    try await desk.read()
  }

  @Test func `waits for an adviser, with all that was answered`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    try await post(
      #"{"naam":"Jan","tel":"06 12345678","taal":"Pools","vraag":"Szef nie zapłacił","tijd":"na 18:00","Hond?":"nee"}"#,
      to: desk)
    let callback = try await desk.callback()
    #expect(callback.state == .waiting && callback.language?.code == "pl" && callback.received.channel == .form)
    #expect(callback.received.account == "site")
    #expect(try await desk.client() == Client(name: "Jan", phone: "+31612345678", phoneIsValid: true))
    let messages = try await desk.messages()
    #expect(messages.map(\.kind) == ["text", "form"] && messages[0].text == "Szef nie zapłacił")
    #expect(messages[1].text?.contains("Hond?: nee") == true)
    #expect(try await desk.inbox().isEmpty)
    #expect(try await desk.unread() == 0)
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `counts once, however often it comes, and a correction is heard`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    let first = #"{"tel":"06 12345678","taal":"pl","vraag":"raz"}"#
    for _ in 0..<3 { try await post(first, to: desk, id: "msg_1") }
    #expect(try await desk.messages().count == 2)
    // The same submission, with another number even.
    try await post(#"{"tel":"06 87654321","taal":"pl","vraag":"dwa"}"#, to: desk, id: "msg_1")
    #expect(try await desk.callbacks().count == 1)
    #expect(try await desk.messages().compactMap(\.text).contains("dwa"))
    try await post(first.replacing("12345678", with: "11111118"), to: desk, id: "msg_2")
    #expect(try await desk.callbacks().count == 2)
  }

  @Test func `without a name counts once in half an hour, and again the next day`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    let body = #"{"tel":"06 12345678","taal":"pl","vraag":"raz"}"#
    for _ in 0..<3 {
      try await post(body, to: desk)
      desk.move(by: 14 * 60)
    }
    #expect(try await desk.messages().filter { $0.kind == "form" }.count == 1)
    desk.move(by: 24 * 3600)
    try await post(body, to: desk)
    #expect(try await desk.messages().filter { $0.kind == "form" }.count == 2)
  }

  @Test func `is never refused: what it lacks is asked of a colleague, and may come later`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    try await post(#"{"naam":"Jan","e-mail":"jan@example.org"}"#, to: desk, id: "msg_1")
    #expect(try await desk.callback().state.name == "needs_language")
    #expect(try await desk.inbox() == ["number none given", "no_answer needs_language"])
    try await post(#"{"tel":"112","taal":"pl"}"#, to: desk, id: "msg_2")
    #expect(try await desk.callbacks()[1].state.name == "needs_number")
    #expect(try await desk.inbox().last == "number can't be phoned")
    try await post(#"{"naam":"Jan","taal":"ro","tel":"600 100 200","land":"PL"}"#, to: desk, id: "msg_1")
    let mended = try await desk.callbacks()[0]
    #expect(mended.state == .waiting && mended.language?.code == "ro")
    #expect(try await desk.client().phone == "+48600100200")
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `that speaks of danger is urgent, whichever question it answers`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    try await post(
      #"{"tel":"06 12345678","taal":"pl","vraag":"mam pytanie","Anders":"szef zabrał nam paszporty i nie oddaje"}"#,
      to: desk)
    #expect(try await desk.callback().received.urgency == .now)
  }

  @Test func `keeps its place from when it was sent in`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    try await post(
      #"{"type":"x","timestamp":"2026-06-10T07:30:00Z","data":{"tel":"06 12345678","taal":"pl"}}"#, to: desk)
    #expect(try await desk.callback().waitingSince == IntakeDesk.wednesday - 1800)
  }

  @Test func `that can't be read, is empty or nobody's is kept for a person; a draft opens nothing`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    try await post(#"{"vraag": "she said "hi"\#u{0}""}"#, to: desk)
    try await post(#"{"vraag":" "}"#, to: desk)
    try await post(#"{"webform_id":"c","in_draft":"1","tel":"06 12345678"}"#, to: desk)
    let gone = FormSource(name: "gone", signature: source.signature, mapping: FormMapping())
    try await desk.receiver.receive(FormDelivery(headers: [:], body: Data("{}".utf8)), from: gone)
    try await desk.read()
    #expect(try await desk.inbox() == ["unreadable_delivery form", "gateway_event empty form", "unrouted form"])
    #expect(try await desk.inboxContents().first == "{\"vraag\": \"she said \"hi\"‹U+0000›\"\"}")
    #expect(try await desk.callbacks().isEmpty)
    #expect(try await desk.unread() == 0)
  }

  @Test func `with a file has it lie in the inbox`() async throws {
    let desk = try await IntakeDesk(forms: [source])
    try await post(#"{"tel":"06 12345678","taal":"pl","brief":{"file_name":"a.txt","content":"aGFsbG8="}}"#, to: desk)
    #expect(try await desk.inbox() == ["unread_message file"])
    #expect(try await desk.inboxContents() == ["a.txt\naGFsbG8="])
  }
}
