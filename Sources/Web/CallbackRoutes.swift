import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Handling
import Intake
import Storage
import Surface

/// `callbacks/…`: from the claim to the close.
struct CallbackRoutes: Sendable {
  let api: API
  let store: Store
  let handler: Handler
  let reveal: Reveal
  let door: RequestDoor

  func add(to router: RouterGroup<DeskContext>) {
    router.post("callbacks") { try await take($0, $1) }
    router.get("callbacks/:id") { try await show($0, $1) }
    router.post("callbacks/:id/claim") { request, context in
      try api.answer(try await handler.claim(try api.id(context), by: try await api.adviser(request)))
    }
    router.post("callbacks/:id/release") { request, context in
      let adviser = try await api.adviser(request)
      return try api.answer(
        try await handler.release(try api.id(context), by: adviser, epoch: try api.epoch(request)))
    }
    router.post("callbacks/:id/reveal") { try await show(client: $0, $1) }
    router.post("callbacks/:id/attempts") { try await attempt($0, $1) }
    router.post("callbacks/:id/notes") { try await note($0, $1) }
    router.post("callbacks/:id/close") { try await close($0, $1) }
    router.post("callbacks/:id/edit") { try await edit($0, $1) }
  }

  private func show(_ request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let caller = try await api.caller(request)
    let id: ID<Callback> = try api.id(context)
    guard let callback = try await store.read({ try Callbacks.find(id, in: $0) }), caller.maySee(callback) else {
      throw Refusal.notFound
    }
    return try api.answer(callback)
  }

  private func show(client request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let adviser = try await api.adviser(request)
    let bytes = try await reveal.callback(try api.id(context), by: adviser, epoch: try api.epoch(request)) {
      callback, sheet in
      try sheet.use { sheet in
        try Wire.encode(
          ClientBody(
            callback: CallbackBody(callback, rules: api.rules), client: sheet.client,
            messages: sheet.messages.map { .init(at: $0.at, kind: $0.message.kind, text: $0.message.text) },
            notes: sheet.notes))
      }
    }
    return Answers.json(bytes: bytes)
  }

  private func attempt(_ request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let adviser = try await api.adviser(request)
    let asked = try await api.body(AttemptRequest.self, request, context)
    return try api.answer(
      try await handler.attempt(
        try api.id(context), asked.result, tryAgain: asked.at, by: adviser, epoch: try api.epoch(request)))
  }

  private func note(_ request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let adviser = try await api.adviser(request)
    let text = try API.checked(try await api.body(NoteRequest.self, request, context).text, field: "text")
    guard !text.isEmpty else { throw Refusal.invalid(field: "text") }
    return try api.answer(
      try await handler.note(try api.id(context), text, by: adviser, epoch: try api.epoch(request)))
  }

  private func close(_ request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let adviser = try await api.adviser(request)
    let asked = try await api.body(CloseRequest.self, request, context)
    let issue = try asked.issue.map { code in
      guard let issue = IssueCode(code) else { throw Refusal.invalid(field: "issue") }
      return issue
    }
    let note = try asked.note.map { try API.checked($0, field: "note") }
    return try api.answer(
      try await handler.close(
        try api.id(context), asked.outcome, issue: issue, note: note, by: adviser, epoch: try api.epoch(request)))
  }

  private func edit(_ request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let caller = try await api.caller(request)
    let asked = try await api.body(EditRequest.self, request, context)
    let editor = RequestDoor.Editor(
      adviser: caller.colleague?.adviser.id, isCoordinator: caller.role == .coordinator, actor: caller.actor,
      maySee: { caller.maySee($0) })
    return try api.answer(
      try await door.correct(try api.id(context), language: asked.language, number: asked.number, by: editor))
  }

  /// A callback taken by phone or at the counter.
  private func take(_ request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let caller = try await api.caller(request)
    let asked = try await api.body(AddRequest.self, request, context)
    guard asked.channel == .phone || asked.channel == .counter else { throw Refusal.invalid(field: "channel") }
    guard (asked.windows ?? []).count <= 14 else { throw Refusal.invalid(field: "windows") }
    let taken: (callback: Callback, reference: Reference)
    do {
      taken = try await door.take(
        Intake.Request(
          channel: asked.channel, account: "desk", name: try API.checked(asked.name ?? "", field: "name", most: 100),
          phone: asked.number, language: asked.language, issue: asked.issue ?? "",
          urgency: asked.urgency ?? .normal, message: try API.checked(asked.message ?? "", field: "message"),
          windows: asked.windows ?? [], region: try API.checked(asked.region ?? "", field: "region", most: 100)),
        by: caller.actor)
    } catch let faults as Intake.Request.Faults {
      throw Refusal.invalid(field: faults.faults.map(Self.field).joined(separator: ", "))
    }
    // Somebody who waits already may wait in a language that the caller doesn't speak: then she learns no more than a
    // stranger at the form.
    guard caller.maySee(taken.callback) else {
      return try Answers.json(["reference": taken.reference.text], status: .created)
    }
    var body = api.body(taken.callback)
    body.reference = taken.reference.text
    return try Answers.json(body, status: .created)
  }

  private static func field(_ fault: Intake.Request.Fault) -> String {
    switch fault {
    case .phoneMissing, .phoneImpossible: "number"
    case .languageNotOffered: "language"
    case .issueUnknown: "issue"
    }
  }
}
