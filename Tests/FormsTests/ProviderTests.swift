import Foundation
import Testing

@testable import Forms

@Suite struct `A provider's form` {
  @Test func `of Typeform has questions from its definition, and answers by their type`() throws {
    let filled = try #require(
      Deliveries.read(
        Deliveries.json(
          #"""
          {"event_id":"e1","event_type":"form_response","form_response":{"form_id":"F","token":"T","submitted_at":"2026-11-24T09:00:00Z",
          "hidden":{"language":"pl"},"definition":{"fields":[{"id":"a","ref":"r-a","title":"\\nYour *name*\nplease"},{"id":"b","ref":"r-b","title":"Issue"}]},
          "answers":[{"type":"text","text":"Ola","field":{"id":"a","ref":"r-a"}},{"type":"choices","choices":{"labels":["Pay","Bed"]},"field":{"id":"b","ref":"r-b"}},
          {"type":"phone_number","phone_number":"+48600100200","field":{"id":"zz","ref":"gone"}},{"type":"boolean","boolean":true,"field":{"id":"b"}},
          {"type":"choice","choice":{"other":"A dog"},"field":{"id":"q"}}]}}
          """#), [.name: ["Your *name* please"], .phone: ["gone"], .language: ["$.form_response.hidden.language"]]))
    #expect(filled.said == [.name: "Ola", .phone: "+48600100200", .language: "pl"])
    #expect(filled.submission.provider == "typeform" && filled.submission.id == "T" && filled.submission.form == "F")
    #expect(filled.submission.sentAt == Date(timeIntervalSince1970: 1_795_510_800))
    #expect(
      filled.written.hasSuffix(
        "Your *name* please: Ola\nIssue: Pay, Bed\ngone: +48600100200\nIssue: yes\nq: A dog\nlanguage: pl"))
  }

  @Test func `of Tally shows the texts of what was chosen`() throws {
    let filled = try #require(
      Deliveries.read(
        Deliveries.json(
          #"""
          {"eventId":"e","eventType":"FORM_RESPONSE","createdAt":"2026-11-24T09:00:00.123Z","data":{"submissionId":"S","formId":"F","fields":[
          {"key":"q1","label":"Language *","type":"DROPDOWN","value":["b"],"options":[{"id":"a","text":"Română"},{"id":"b","text":"Polski"}]},
          {"key":"q2","label":"What","type":"CHECKBOXES","value":["x","y"],"options":[{"id":"x","text":"Pay"},{"id":"y","text":"Bed"}]},
          {"key":"q2_x","label":"What (Pay)","type":"CHECKBOXES","value":true},{"key":"q3","label":"Left out","type":"INPUT_TEXT","value":null},
          {"key":"q4","label":"File","type":"FILE_UPLOAD","value":[{"id":"1","name":"a.pdf","url":"https://x/a.pdf"}]}]}}
          """#), [.language: ["language"]]))
    #expect(filled.said == [.language: "Polski"])
    #expect(
      filled.written
        == "form: F\nsubmission: S\nsent: 2026-11-24T09:00:00.123Z\nLanguage *: Polski\nWhat: Pay, Bed\nFile: id: 1; name: a.pdf; url: https://x/a.pdf"
    )
    #expect(filled.submission.sentAt != nil)
  }

  @Test func `of Jotform is read from rawRequest, and its machinery stays out`() throws {
    let raw =
      #"{"slug":"submit/42","jsExecutionTracker":"x","q3_name":{"first":"Jan","last":"Nowak"},"q4_phone":{"full":"+31 6 12345678"},"q5_date":{"month":"06","day":"12","year":"2026"},"photo":["https://www.jotform.com/u/1.png"],"path":"/submit/42"}"#
    let parts = [
      ("formID", "42"), ("submissionID", "6012345678901234567"), ("rawRequest", raw), ("pretty", "Name:Jan"),
    ]
    let fields: [FormMapping.Field: [String]] = [.name: ["name"], .phone: ["q4_phone"]]
    for delivery in [Deliveries.multipart(parts), Deliveries.json(raw)] {
      let filled = try #require(Deliveries.read(delivery, fields))
      #expect(filled.said == [.name: "Jan Nowak", .phone: "+31 6 12345678"])
      #expect(filled.submission.provider == "jotform" && filled.submission.form == "42")
      #expect(filled.submission.answers.map(\.label) == ["name", "phone", "date", "photo"])
      #expect(filled.submission.answers[2].value.answer == "2026-06-12")
    }
  }

  @Test func `of Gravity Forms has numbers for names, and UTC without saying so`() throws {
    let filled = try #require(
      Deliveries.read(
        Deliveries.json(
          #"{"id":"7","form_id":"1","date_created":"2026-11-24 09:00:00","status":"active","ip":"192.0.2.1","1.3":"Ana","1.6":"Pop","4":"","5.1":"Pay"}"#
        ), [.name: ["{1.3} {1.6}"], .message: ["4", "{4} {9}"]]))
    #expect(filled.said == [.name: "Ana Pop"])
    #expect(filled.submission.sentAt == Date(timeIntervalSince1970: 1_795_510_800))
    #expect(!filled.written.contains("192.0.2.1"))
  }

  @Test func `of Open Forms has labels from its schema, ticked boxes, files, and no citizen service number`() throws {
    let body = #"""
      {"values":{"auth_bsn":"123456782","person":{"nr":"123456782","naam":"Jan"},"boxes":{"A":true,"B":false,"C":true},"kids":[{"bsn":"111222333","naam":"Bo"}],
      "kidsAgain":[{"nummer":"111222333","naam":"Bo"}],"phone":"612345678","file":{"file_name":"a.txt","content":"aGFsbG8="},"none":null},
      "values_schema":{"properties":{"person":{"title":"Wie","properties":{"nr":{"format":"nl-bsn"}}},"phone":{"title":"Telefoon"},"kids":{"items":{"properties":{"bsn":{"format":"nl-bsn"}}}}}},
      "metadata":{"public_reference":"OF-1","registration_timestamp":"2026-11-24T09:00:00+01:00"}}
      """#
    let filled = try #require(Deliveries.read(Deliveries.json(body), [.phone: ["telefoon"]]))
    #expect(filled.said == [.phone: "612345678"] && filled.submission.id == "OF-1")
    for number in ["123456782", "111222333"] {
      #expect(!"\(filled)".contains(number))
    }
    #expect(filled.written.contains("Wie: nr: ‹BSN›; naam: Jan") && filled.written.contains("boxes: A, C"))
    #expect(filled.written.contains("file: a.txt (6 bytes)") && filled.files.map(\.content) == ["aGFsbG8="])
    var keeping = FormMapping()
    keeping.keepsBSN = true
    #expect(keeping.read(Deliveries.json(body))?.first?.written.contains("123456782") == true)
    let record = #"{"type":"https://o/1","record":{"typeVersion":1,"data":{"naam":"Jan"},"startAt":"2026-11-24"}}"#
    #expect(Deliveries.read(Deliveries.json(record))?.submission.answers.map(\.key) == ["naam"])
  }

  @Test func `of Drupal is known by its uuid, and a draft is one`() throws {
    let fields = "name%5Bfirst%5D=Jan&name%5Blast%5D=Nowak&telefoon=0612345678"
    let own = "&serial=1&sid=5&uuid=u-1&webform_id=contact&langcode=nl&created=1795510800&completed=1795510800"
    let filled = try #require(
      Deliveries.read(Deliveries.posted(fields + own + "&in_draft=0"), [.name: ["name"], .phone: ["telefoon"]]))
    #expect(filled.said == [.name: "Jan Nowak", .phone: "0612345678"])
    #expect(filled.submission.id == "u-1" && !filled.submission.isDraft && filled.submission.answers.count == 2)
    #expect(Deliveries.read(Deliveries.posted(fields + own + "&in_draft=1"))?.submission.isDraft == true)
  }

  @Test func `of Contact Form 7 comes as its tags are called`() throws {
    let parts = [
      ("_wpcf7", "583"), ("cf-turnstile-response", "X"), ("your-name", "Żaneta"), ("topic[]", "a"), ("topic[]", "b"),
    ]
    let filled = try #require(Deliveries.read(Deliveries.multipart(parts), [.name: ["your-name"]]))
    #expect(filled.said == [.name: "Żaneta"] && filled.submission.form == "583" && filled.submission.id == nil)
    #expect(filled.written == "form: 583\nyour-name: Żaneta\ntopic: a, b")
    // The plug-in puts answers into a template as they are; the body is no JSON any more.
    #expect(Deliveries.read(Deliveries.json(#"{"message": "she said "hi""}"#)) == nil)
  }

  @Test func `of Formstack and Cognito has names and addresses in parts`() throws {
    let formstack =
      #"{"FormID":"1","UniqueID":"2","HandshakeKey":"k","Name":{"first":"Jan","last":"Nowak"},"Address":{"address":"Kade 1","city":"Venlo","zip":"5911"}}"#
    let filled = try #require(Deliveries.read(Deliveries.json(formstack), [.region: ["$.Address.city"]]))
    #expect(filled.written == "form: 1\nsubmission: 2\nName: Jan Nowak\nAddress: Kade 1, Venlo, 5911")
    #expect(filled.said == [.region: "Venlo"])
    let cognito =
      #"{"Form":{"Id":"3","InternalName":"Ask"},"Id":"3-1","Entry":{"DateSubmitted":"2026-11-24T09:00:00Z"},"Name":{"First":"Jan","Last":"Nowak","FirstAndLast":"Jan Nowak"}}"#
    let other = try #require(Deliveries.read(Deliveries.json(cognito), [.name: ["Name"]]))
    #expect(other.said == [.name: "Jan Nowak"] && other.submission.id == "3-1")
  }

  @Test func `in a CloudEvent is known by source and id, structured, binary or in a batch`() throws {
    let event =
      #"{"specversion":"1.0","type":"nl.desk.form","source":"urn:nld:oin:1","id":"9","subject":"123456782","extra":null,"data":{"bsn":"123456782","naam":"Jan"}}"#
    let filled = try #require(Deliveries.read(Deliveries.json(event), [.name: ["$.data.naam"]]))
    #expect(filled.submission.id == "urn:nld:oin:1 9" && filled.said == [.name: "Jan"])
    #expect(filled.written == "form: nl.desk.form\nsubmission: urn:nld:oin:1 9\nnaam: Jan")
    let binary = ["ce-specversion": "1.0", "ce-type": "nl.desk.form", "ce-source": "urn:nld:oin:1", "ce-id": "9"]
    #expect(Deliveries.read(Deliveries.json(#"{"naam":"Jan"}"#, binary))?.written == filled.written)
    #expect(FormMapping().read(Deliveries.json("[\(event),\(event)]"))?.count == 2)
  }

  @Test func `of nobody in particular is read field by field`() throws {
    let filled = try #require(
      Deliveries.read(
        Deliveries.json(
          #"{"type":"contact.created","timestamp":"2026-11-24T09:00:00.34Z","data":{"id":"1","fullName":"Jan","amount":1234.00}}"#,
          ["webhook-id": "msg_1"]),
        [.name: ["$.data.fullName"]]))
    #expect(filled.said == [.name: "Jan"] && filled.submission.id == "msg_1")
    #expect(filled.written.hasSuffix("fullName: Jan\namount: 1234.00"))
    #expect(Deliveries.read(Deliveries.posted("a=%C5%BC&a=%FFe&b"))?.written == "a: ż, ÿe")
  }
}
