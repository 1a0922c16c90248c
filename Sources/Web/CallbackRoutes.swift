import Access
import Desk
import Foundation
import HTTPTypes
import Handling
import Hummingbird
import Intake
import Storage
import Surface

/// `callbacks/…`: from the door to the close, by whoever holds it.
struct CallbackRoutes: Sendable {
  let store: Store
  let handler: Handler
  let reveal: Reveal
  let door: RequestDoor

  var table: [Route] {
    [
      Route(
        .init(
          .post, "callbacks", "addCallback",
          "Takes down a callback from the phone or the counter, or a person whom a partner refers.",
          for: .deskAndPartner,
          request: AddRequest.schema, answer: .created(.either([CallbackBody.shape, ReferenceBody.shape]))),
        again: { call, made in try Self.added(try await call.callback(made), made.reference ?? "", call) },
        run: take),
      Route(
        .init(
          .get, "callbacks/{id}", "showCallback", "What is known of a callback.", for: .desk,
          answer: .ok(CallbackBody.shape))
      ) { call in
        let id: ID<Callback> = try call.id()
        guard let callback = try await store.read({ try Callbacks.find(id, in: $0) }), call.caller.maySee(callback)
        else { throw Refusal.notFound }
        return try call.answer(callback)
      },
      .change(
        "callbacks/{id}/claim", "claimCallback", "Claims a callback. One wins, the others are told who.",
        refusals: [.held, .refused]
      ) { try await handler.claim($0.id(), by: $0.adviser()) },
      .change(
        "callbacks/{id}/release", "releaseCallback", "Gives a callback back to the queue, with its place.",
        parameters: [.claimEpoch]
      ) { try await handler.release($0.id(), by: $0.adviser(), epoch: $0.epoch()) },
      Route(
        .init(
          .post, "callbacks/{id}/reveal", "revealCallback",
          "Number, name and text, for the holder only. Leaves a trace, each time.", for: .person,
          parameters: [.claimEpoch], answer: .ok(ClientBody.shape), keepsKey: false)
      ) { try await show(client: $0) },
      .change(
        "callbacks/{id}/attempts", "addAttempt", "Writes down what became of a call.", parameters: [.claimEpoch],
        request: AttemptRequest.schema
      ) { call in
        let asked = try call.body(AttemptRequest.self)
        return try await handler.attempt(
          call.id(), asked.result, tryAgain: asked.at, by: call.adviser(), epoch: call.epoch())
      },
      .change(
        "callbacks/{id}/notes", "addNote", "Keeps a note, sealed.", parameters: [.claimEpoch],
        request: NoteRequest.schema
      ) { call in
        let text = try API.said(try call.body(NoteRequest.self).text, field: "text")
        return try await handler.note(call.id(), text, by: call.adviser(), epoch: call.epoch())
      },
      .change(
        "callbacks/{id}/close", "closeCallback", "Closes a callback with an outcome.", parameters: [.claimEpoch],
        request: CloseRequest.schema, run: close),
    ]
  }

  private func show(client call: Call) async throws -> Response {
    let bytes = try await reveal.callback(try call.id(), by: try call.adviser(), epoch: try call.epoch()) {
      callback, sheet in
      try sheet.use { sheet in
        try Wire.encode(
          ClientBody(
            callback: call.api.body(callback), client: sheet.client,
            messages: sheet.messages.map { .init(at: $0.at, kind: $0.message.kind, text: $0.message.text) },
            notes: sheet.notes))
      }
    }
    return Answers.json(bytes: bytes)
  }

  @Sendable private func close(_ call: Call) async throws -> Callback {
    let asked = try call.body(CloseRequest.self)
    let issue = try asked.issue.map { code in
      guard let issue = door.rules.issues[code]?.code else { throw Refusal.invalid(field: "issue") }
      return issue
    }
    let note = try asked.note.map { try API.checked($0, field: "note") }
    return try await handler.close(
      call.id(), asked.outcome, issue: issue, note: note, by: call.adviser(), epoch: call.epoch())
  }

  /// A callback taken by phone or at the counter, or of a person whom a partner refers here.
  @Sendable private func take(_ call: Call) async throws -> Response {
    let asked = try call.body(AddRequest.self)
    let channel = try Self.channel(asked, of: call.caller)
    guard (asked.windows ?? []).count <= 14 else { throw Refusal.invalid(field: "windows") }
    do {
      var request = Intake.Request(
        channel: channel.channel, account: channel.account,
        name: try API.checked(asked.name ?? "", field: "name", most: 100), phone: asked.number,
        language: asked.language, issue: asked.issue ?? "", urgency: asked.urgency ?? .normal,
        message: try API.checked(asked.message ?? "", field: "message"), windows: asked.windows ?? [],
        region: try API.checked(asked.region ?? "", field: "region", most: 100))
      request.referrer = try Self.referrer(asked, of: call)
      let taken = try await door.take(request, by: call.caller.actor)
      return try Self.added(taken.callback, taken.reference.text, call)
    } catch let faults as Intake.Request.Faults {
      throw Refusal.invalid(field: faults.faults.map(Self.field).joined(separator: ", "))
    }
  }

  /// Somebody who waits already may wait in a language that the caller doesn't speak: then she learns no more than a stranger
  /// at the form.
  private static func added(_ callback: Callback, _ reference: String, _ call: Call) throws -> Response {
    guard call.caller.maySee(callback) else {
      return try Answers.json(ReferenceBody(reference: reference), status: .created)
    }
    var body = call.api.body(callback)
    body.reference = reference
    return try Answers.json(body, status: .created)
  }

  private static func channel(_ asked: AddRequest, of caller: Caller) throws(Refusal) -> (
    channel: Channel, account: String
  ) {
    if case .partner = caller.role {
      guard asked.channel == nil else { throw .invalid(field: "channel") }
      return (.form, "referrer")
    }
    guard let channel = asked.channel, channel == .phone || channel == .counter else {
      throw .invalid(field: "channel")
    }
    return (channel, "desk")
  }

  /// A word back takes a person's yes: to which words, in which language.
  private static func referrer(_ asked: AddRequest, of call: Call) throws(Refusal) -> Intake.Request.Referrer? {
    guard case .partner(let partner) = call.caller.role else { return nil }
    if asked.feedback != nil && asked.consentWording == nil { throw .invalid(field: "consentWording") }
    var language: Language?
    if let code = asked.consentLanguage {
      language = call.api.rules.languages[code]
      if language == nil { throw .invalid(field: "consentLanguage") }
    }
    let wording = asked.consentWording ?? "none"
    guard Consent.isWording(wording) else { throw .invalid(field: "consentWording") }
    return .init(partner: partner, feedback: asked.feedback, wording: wording, language: language)
  }

  private static func field(_ fault: Intake.Request.Fault) -> String {
    switch fault {
    case .phoneMissing, .phoneImpossible: "number"
    case .languageNotOffered: "language"
    case .issueUnknown: "issue"
    }
  }
}
