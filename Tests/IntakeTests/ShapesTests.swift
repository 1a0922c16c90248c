import Desk
import Foundation
import Storage
import Testing
import Words

@testable import Intake

/// A message as the gateway writes it, and what it becomes.
struct Shape: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let json: String
  /// Kind and text of the message that is kept.
  let kept: Message?
  let inbox: [String]

  init(_ name: String, _ content: String, kind: String, text: String? = nil, inbox: [String] = []) {
    testDescription = name
    json = Payload.message(content)
    kept = Message(kind: kind, text: text)
    self.inbox = inbox
  }

  /// Something that isn't a person asking for a call.
  init(noCallback name: String, json: String, inbox: [String]) {
    testDescription = name
    self.json = json
    kept = nil
    self.inbox = inbox
  }

  static let all = [
    Shape("text", #""type":"text","text":{"body":"Szef nie płaci"}"#, kind: "text", text: "Szef nie płaci"),
    Shape(
      "escaped text", #""type":"text","text":{"body":"\u017c\u00f3\u0142w \ud83d\ude00 a\/b"}"#, kind: "text",
      text: "żółw 😀 a/b"),
    Shape("empty text", #""type":"text","text":{"body":""}"#, kind: "text", text: ""),
    Shape(
      "text without body", #""type":"text","text":{}"#, kind: "text without body",
      inbox: ["unread_message text without body"]),
    Shape(
      "reply to a message",
      #""type":"text","text":{"body":"tak"},"context":{"from":"31201234567","id":"wamid.y"}"#, kind: "text",
      text: "tak"),
    Shape(
      "from an advertisement",
      #""type":"text","text":{"body":"hej"},"referral":{"source_url":"https://fb.me/1","source_type":"ad"}"#,
      kind: "text", text: "hej"),
    Shape(
      "button of a template", #""type":"button","button":{"payload":"yes","text":"Tak"}"#, kind: "button",
      text: "Tak"),
    Shape("button without text", #""type":"button","button":{"payload":"yes"}"#, kind: "button", text: "yes"),
    Shape(
      "button reply",
      #""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"1","title":"Tak"}}"#,
      kind: "button", text: "Tak"),
    Shape(
      "list reply",
      #""type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"9","title":"Nie","description":"d"}}"#,
      kind: "list", text: "Nie"),
    Shape(
      "form reply",
      #""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","response_json":"{broken"}}"#,
      kind: "interactive nfm_reply", inbox: ["unread_message interactive nfm_reply"]),
    Shape(
      "image with caption",
      #""type":"image","image":{"id":"1","mime_type":"image/jpeg","sha256":"aGFzaA==","caption":"mój list"}"#,
      kind: "image", text: "mój list", inbox: ["unread_message image"]),
    Shape(
      "voice note", #""type":"audio","audio":{"id":"2","mime_type":"audio/ogg; codecs=opus","voice":true}"#,
      kind: "audio", inbox: ["unread_message audio"]),
    Shape(
      "sticker", #""type":"sticker","sticker":{"id":"3","animated":false}"#, kind: "sticker",
      inbox: ["unread_message sticker"]),
    Shape(
      "document", #""type":"document","document":{"id":"4","filename":"umowa.pdf","caption":"umowa.pdf"}"#,
      kind: "document", text: "umowa.pdf", inbox: ["unread_message document"]),
    Shape(
      "location", #""type":"location","location":{"latitude":"52.37","longitude":4.89}"#, kind: "location",
      inbox: ["unread_message location"]),
    Shape(
      "contact card",
      #""type":"contacts","contacts":[{"name":{"formatted_name":"Mama"},"phones":[{"phone":"+48 600 000 000"}]}]"#,
      kind: "contacts", inbox: ["unread_message contacts"]),
    Shape(
      "order", #""type":"order","order":{"catalog_id":"1","product_items":[]}"#, kind: "order",
      inbox: ["unread_message order"]),
    Shape(
      "unsupported", #""type":"unsupported","errors":[{"code":131051,"title":"Message type unknown"}]"#,
      kind: "unsupported", inbox: ["unread_message unsupported"]),
    Shape(
      "a type nobody knows", #""type":"hologram_2031","hologram_2031":{"x":1}"#, kind: "hologram_2031",
      inbox: ["unread_message hologram_2031"]),
    Shape("no type", #""text":{"body":"hej"}"#, kind: "no type", inbox: ["unread_message no type"]),
    Shape(
      "type of another kind", #""type":["text"],"text":{"body":"hej"}"#, kind: "no type",
      inbox: ["unread_message no type"]),
    Shape(
      "hostile type", #""type":"\u001b[2J<script>","x":1"#, kind: "2Jscript",
      inbox: ["unread_message 2Jscript"]),
    Shape(
      noCallback: "reaction",
      json: Payload.message(#""type":"reaction","reaction":{"message_id":"wamid.y","emoji":"👍"}"#),
      inbox: ["gateway_event reaction"]),
    Shape(
      noCallback: "system",
      json:
        #"{"id":"wamid.s","timestamp":"1781078400","type":"system","system":{"body":"changed","type":"user_changed_number","new_wa_id":"48511000000"}}"#,
      inbox: ["gateway_event system"]),
    Shape(
      noCallback: "edit",
      json: Payload.message(
        #""type":"edit","edit":{"original_message_id":"wamid.y","message":{"type":"text","text":{"body":"b"}}}"#
      ), inbox: ["gateway_event edit"]),
    Shape(
      noCallback: "revoke",
      json: Payload.message(#""type":"revoke","revoke":{"original_message_id":"wamid.y"}"#),
      inbox: ["gateway_event revoke"]),
    Shape(
      noCallback: "group", json: Payload.message(#""type":"text","group_id":"g1","text":{"body":"hej"}"#),
      inbox: ["gateway_event group message"]),
    Shape(
      noCallback: "nobody's", json: #"{"id":"wamid.n","timestamp":"1","type":"text","text":{"body":"hej"}}"#,
      inbox: ["unreadable_delivery message"]),
    Shape(
      noCallback: "without id", json: #"{"from":"48511223344","type":"text","text":{"body":"hej"}}"#,
      inbox: ["unreadable_delivery message"]),
    Shape(noCallback: "not an object", json: #""hej""#, inbox: ["unreadable_delivery message"]),
    Shape(noCallback: "null", json: "null", inbox: ["unreadable_delivery message"]),
  ]
}

@Suite struct `A message` {
  @Test(arguments: Shape.all)
  func `of any shape is kept, and what isn't read is shown to a person`(shape: Shape) async throws {
    let desk = try await IntakeDesk()
    try await desk.take(
      Payload.messages(
        shape.json, contacts: [Payload.contact("Zofia", Payload.person)].filter { _ in shape.kept != nil }))
    #expect(try await desk.unread() == 0)
    #expect(try await desk.inbox() == shape.inbox)
    if !shape.inbox.isEmpty { #expect(try await desk.inboxContents().count == 1) }
    if let kept = shape.kept {
      let message = try #require(try await desk.messages().first)
      #expect(message.kind == kept.kind && message.text == kept.text)
      #expect((message.raw != nil) == !shape.inbox.isEmpty)
      #expect(try await desk.client().name == "Zofia")
      #expect(try await desk.letters().count == 1)
    } else {
      #expect(try await desk.callbacks().isEmpty)
      #expect(try await desk.letters().isEmpty)
    }
    #expect(try await desk.integrity().isWhole)
  }

  @Test(arguments: [
    (#""1781078340""#, -60.0), ("1781078340", -60), (#""1781078340000""#, -60), (#""asdf""#, 0), (#""""#, 0),
    ("null", 0), (#""1483228800""#, 0), (#""-5""#, 0), (#""nan""#, 0), (#""1e999""#, 0),
    (#""1781078460""#, 0),
    (#""1780473600""#, -604800),
  ])
  func `is as old as it can be believed to be`(timestamp: String, age: Double) async throws {
    let desk = try await IntakeDesk()
    try await desk.take(
      Payload.messages(
        #"{"from":"48511223344","id":"wamid.1","timestamp":\#(timestamp),"type":"text","text":{"body":"polski"}}"#
      ))
    #expect(try await desk.callback().waitingSince == IntakeDesk.wednesday + age)
  }

  @Test func `too old for an answer gets none, and still is a callback`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(
      Payload.messages(
        Payload.text("polski", at: desk.now - 23 * 3600),
        Payload.text("polski", from: "48511000001", at: desk.now - 23 * 3600 + 1)))
    #expect(try await desk.callbacks().map(\.state) == [.waiting, .waiting])
    #expect(try await desk.letters().map(\.to) == ["+48511000001"])
  }

  @Test func `with NUL and escapes in it becomes visible marks`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(
      Payload.messages(
        Payload.text(#"a\u0000b\u001b]0;x\u0007\u009bc\u007f\n\td\r"#),
        contacts: [Payload.contact(#"Zo\u001b[2Jfia"#, Payload.person)]))
    #expect(
      try await desk.messages().map(\.text)
        == ["a‹U+0000›b‹U+001B›]0;x‹U+0007›‹U+009B›c‹U+007F›\n\td‹U+000D›"])
    #expect(try await desk.client().name == "Zo‹U+001B›[2Jfia")
  }

  @Test func `gets the name of its own sender, wherever that stands`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(
      Payload.messages(
        Payload.text("polski", from: "48511000001"), Payload.text("polski", from: "48511000002"),
        contacts: [Payload.contact("Two", "48511000002"), Payload.contact("One", "48511000001")]))
    #expect(try await desk.client(of: 1).name == "One")
    #expect(try await desk.client(of: 2).name == "Two")
  }
}

@Suite struct `A sender` {
  @Test(arguments: [
    // Without a number: absent from `from`, in the contact only, or in `from` itself.
    #"{"id":"wamid.1","from_user_id":"\#(Payload.hidden)","timestamp":"1781078400","type":"text","text":{"body":"polski"}}"#,
    #"{"id":"wamid.1","timestamp":"1781078400","type":"text","text":{"body":"polski"}}"#,
    #"{"id":"wamid.1","from":"\#(Payload.hidden)","timestamp":"1781078400","type":"text","text":{"body":"polski"}}"#,
  ])
  func `who hides the number is asked for one, and answered by the scoped id`(message: String) async throws {
    let desk = try await IntakeDesk()
    let contact = #"{"profile":{"name":"Zofia","username":"zo"},"user_id":"\#(Payload.hidden)"}"#
    try await desk.take(Payload.messages(message, contacts: [contact]))
    #expect(try await desk.callback().state == .needsNumber(asked: desk.now))
    #expect(try await desk.client() == Client(name: "Zofia"))
    #expect(
      try await desk.letters() == [
        .init(to: Payload.hidden, text: desk.phrases.text(.messageReceived, in: "pl")),
        .init(to: Payload.hidden, text: desk.phrases.text(.askPhone, in: "pl")),
      ])

    let answer =
      #"{"id":"wamid.2","from_user_id":"\#(Payload.hidden)","timestamp":"1781078400","type":"text","text":{"body":"06 12345678"}}"#
    try await desk.take(Payload.messages(answer, contacts: [contact]))
    #expect(try await desk.callback().state == .waiting)
    #expect(try await desk.client().phone == "+31612345678")
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `with a number that no plan has keeps it as it came`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(Payload.messages(Payload.text("español", from: "5215512345678")))
    #expect(try await desk.callback().state == .waiting)
    #expect(try await desk.client() == Client(phone: "+5215512345678", phoneIsValid: false))
    #expect(try await desk.inbox() == ["number not in any numbering plan"])
    #expect(try await desk.letters().map(\.to) == ["+5215512345678"])
  }
}

@Suite struct `A delivery` {
  @Test func `is walked whole: every entry, change and message, past what is broken`() async throws {
    let desk = try await IntakeDesk()
    func entry(_ number: Int) -> String {
      let first = Payload.value(messages: [Payload.text("polski", from: "4851100000\(number)"), "7"])
      let second = Payload.value(messages: [Payload.text("polski", from: "4851100001\(number)")])
      return
        #"{"id":"\#(number)","changes":[{"field":"messages","value":\#(first)},{"field":"messages","value":"x"},{"field":"messages","value":\#(second)}]}"#
    }
    try await desk.take(
      #"{"object":"whatsapp_business_account","entry":[\#(entry(1)),{"id":"no changes"},null,\#(entry(2))]}"#)
    #expect(try await desk.callbacks().count == 4)
    #expect(
      try await desk.inbox().sorted() == [
        "gateway_event messages", "gateway_event messages", "unreadable_delivery entry",
        "unreadable_delivery entry",
        "unreadable_delivery message", "unreadable_delivery message",
      ])
  }

  @Test func `with one message that can't be taken in loses none of the others`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski", from: "48511000002")
    _ = try await desk.store.write { try $0.run("UPDATE thread SET conversation = 'spoilt'") }
    try await desk.take(
      Payload.messages(
        Payload.text("polski", from: "48511000001"), Payload.text("Szef nie płaci", from: "48511000002"),
        Payload.text("polski", from: "48511000003")))
    #expect(try await desk.callbacks().count == 3)
    #expect(try await desk.inbox() == ["unreadable_delivery item"])
    #expect(try await desk.inboxContents() == ["Szef nie płaci"])
    #expect(try await desk.unread() == 0)
  }

  @Test(arguments: [
    ("statuses only", Payload.delivery(Payload.status("delivered", of: 99)), []),
    (
      "another system's status",
      Payload.delivery(Payload.value(others: #","statuses":[{"id":"wamid.o","status":"sent"}]"#)), []
    ),
    (
      "a number that isn't ours",
      Payload.delivery(Payload.value(messages: [Payload.text("polski")], desk: "999")),
      ["unrouted phone_number_id"]
    ),
    (
      "no number", Payload.delivery(Payload.value(messages: [Payload.text("polski")], desk: "")),
      ["unrouted phone_number_id"]
    ),
    (
      "an error of the account",
      Payload.delivery(Payload.value(others: #","errors":[{"code":130429,"title":"Rate limit hit"}]"#)),
      ["gateway_event error 130429"]
    ),
    ("nothing in it", Payload.delivery(Payload.value()), ["gateway_event no messages"]),
    (
      "an account event", Payload.delivery(#"{"event":"DISABLED_UPDATE"}"#, field: "account_update"),
      ["gateway_event account_update"]
    ),
    (
      "an echo",
      Payload.delivery(
        #"{"metadata":{"phone_number_id":"106540352242922"},"message_echoes":[{"from":"31201234567","to":"48511223344","id":"wamid.e","type":"text","text":{"body":"hej"}}]}"#,
        field: "smb_message_echoes"), ["gateway_event smb_message_echoes"]
    ),
    ("no entries", #"{"object":"whatsapp_business_account","entry":[]}"#, []),
    ("another object", #"{"object":"page","entry":[]}"#, ["unreadable_delivery envelope"]),
    (
      "entry of another kind", #"{"object":"whatsapp_business_account","entry":{}}"#,
      ["unreadable_delivery envelope"]
    ),
    ("a list", "[]", ["unreadable_delivery envelope"]),
    ("not JSON", "polski", ["unreadable_delivery envelope"]),
    ("half", String(Payload.messages(Payload.text("polski")).dropLast(9)), ["unreadable_delivery envelope"]),
    ("nothing", "", ["unreadable_delivery envelope"]),
    (
      "513 deep", String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
      ["unreadable_delivery envelope"]
    ),
    ("a lone surrogate", Payload.messages(Payload.text(#"\ud800"#)), ["unreadable_delivery envelope"]),
  ])
  func `of any kind is read to the end and no error for the gateway`(
    name: String, body: String, inbox: [String]
  )
    async throws
  {
    let desk = try await IntakeDesk()
    try await desk.take(body)
    #expect(try await desk.inbox() == inbox, "\(name)")
    #expect(try await desk.callbacks().isEmpty)
    #expect(try await desk.unread() == 0)
    if inbox == ["unreadable_delivery envelope"] { #expect(try await desk.inboxContents() == [body]) }
  }

  @Test func `that isn't UTF-8 is kept to the last byte`() async throws {
    let desk = try await IntakeDesk()
    let body = Data([0x7B, 0xFF, 0xFE, 0x00, 0x7D])
    try await desk.keep(body)
    try await desk.read()
    #expect(try await desk.inboxContents().first?.hasSuffix(body.base64EncodedString()) == true)
  }

  @Test func `that can't be opened any more holds up none behind it`() async throws {
    let desk = try await IntakeDesk()
    try await desk.keep(Payload.messages(Payload.text("polski", from: "48511000001")))
    try await desk.keep(Payload.messages(Payload.text("polski", from: "48511000002")))
    _ = try await desk.store.write { try $0.run("DELETE FROM wrappedKey WHERE owner = 'receipt' AND id = 1") }
    try await desk.read()
    #expect(try await desk.client(of: try await desk.callback().id).phone == "+48511000002")
    #expect(try await desk.inbox() == ["unreadable_delivery receipt"])
    #expect(try await desk.unread() == 0)
  }
}
