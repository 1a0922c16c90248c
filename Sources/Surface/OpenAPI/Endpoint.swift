/// One route of the API, as the document tells of it. `Web.Route` puts the code behind it, so that neither can say
/// something that the other doesn't know.
package struct Endpoint: Sendable {
  package enum Method: String, Sendable { case get, post, put }

  /// Who may ask. What each then sees of it is the route's own business.
  package enum Audience: Sendable {
    /// Whoever asks, without a token.
    case anybody
    /// Advisers, coordinators, and a coordinator's script.
    case desk
    /// Advisers and coordinators by name.
    case person
    /// Coordinators and their scripts.
    case coordinator
    /// A partner's system.
    case partner
    case deskAndPartner

    fileprivate var words: String {
      switch self {
      case .anybody: "Anybody."
      case .desk: "Advisers and coordinators."
      case .person: "Advisers and coordinators by name, not a role alone."
      case .coordinator: "Coordinators."
      case .partner: "The partner."
      case .deskAndPartner: "Advisers, coordinators, and the partner whose it is."
      }
    }
  }

  package struct Parameter: Sendable {
    package enum Place: String, Sendable { case query, header }
    package let name: String
    package let place: Place
    package let schema: Schema
    package let about: String

    package static func query(_ name: String, _ schema: Schema, _ about: String) -> Parameter {
      Parameter(name: name, place: .query, schema: schema, about: about)
    }

    package static func header(_ name: String, _ schema: Schema, _ about: String) -> Parameter {
      Parameter(name: name, place: .header, schema: schema, about: about)
    }
  }

  /// What it answers when it does what was asked.
  package enum Answer: Sendable {
    case json(status: Int, Schema)
    case events
    case document

    package static func ok(_ schema: Schema) -> Answer { .json(status: 200, schema) }
    package static func created(_ schema: Schema) -> Answer { .json(status: 201, schema) }
    /// A page of a list.
    package static func page<Item: Described>(of: Item.Type) -> Answer { .ok(List<Item>.shape) }
  }

  package let method: Method
  /// Below `/api/v1/`, such as "callbacks/{id}/claim".
  package let path: String
  /// Unique: generators name functions after it.
  package let name: String
  package let about: String
  package let audience: Audience
  package var parameters: [Parameter] = []
  package var request: Schema.Object?
  package let answer: Answer
  /// How it may be refused, besides what every route may answer.
  package var refusals: [Problem.Kind] = []
  /// False for what may not be kept: a repeated `reveal` shows again, and leaves a trace again.
  package var keepsKey = true

  package init(
    _ method: Method, _ path: String, _ name: String, _ about: String, for audience: Audience,
    parameters: [Parameter] = [], request: Schema.Object? = nil, answer: Answer, refusals: [Problem.Kind] = [],
    keepsKey: Bool = true
  ) {
    self.method = method
    self.path = path
    self.name = name
    self.about = about
    self.audience = audience
    self.parameters = parameters
    self.request = request
    self.answer = answer
    self.refusals = refusals
    self.keepsKey = keepsKey
  }
}

extension Endpoint.Parameter {
  package static let limit = query("limit", .integer(least: 1), "How many at most; 50 when left out, 500 at most.")
  package static let cursor = query("cursor", .text(), "`next` of the page before.")
  package static let claimEpoch = header(
    "Claim-Epoch", .integer(least: 0), "The `epoch` of the claim you write under. An older one is refused: `stale`.")
  package static let ifMatch = header(
    "If-Match", .text(pattern: #"^("[0-9]+"|\*)$"#),
    "The `version` you looked at, in quotes. An older one is refused: `stale`.")
  static let idempotencyKey = header(
    "Idempotency-Key", .text(least: 1, most: 255, pattern: "^[!-~]([ -~]*[!-~])?$"),
    "Does it once however often it is sent, for two days. The answer to a repeated call is made anew.")
}

extension Endpoint {
  /// Every parameter in path, query and header.
  var allParameters: [JSONValue] {
    let inPath = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment -> JSONValue in
      let name = String(segment.dropFirst().dropLast())
      let schema: Schema = name == "id" ? .integer() : .text(least: 1)
      return ["name": .text(name), "in": "path", "required": true, "schema": schema.json]
    }
    let named = parameters + (method == .post && keepsKey ? [.idempotencyKey] : [])
    return inPath
      + named.map { parameter in
        [
          "name": .text(parameter.name), "in": .text(parameter.place.rawValue), "required": false,
          "description": .text(parameter.about), "schema": parameter.schema.json,
        ]
      }
  }

  /// All problems it may answer, in order of their status.
  package var problems: [Problem.Kind] {
    var kinds: Set<Problem.Kind> = [.badRequest, .unavailable, .fault]
    kinds.formUnion(refusals)
    if audience != .anybody { kinds.formUnion([.unauthorized, .notAllowed]) }
    if path.contains("{") { kinds.insert(.notFound) }
    if !parameters.isEmpty { kinds.insert(.invalid) }
    if parameters.contains(where: { $0.name == "Claim-Epoch" }) {
      kinds.formUnion([.stale, .held, .notHolder, .refused])
    }
    if method != .get { kinds.formUnion([.tooLarge, .tooSlow, .contentEncoding]) }
    if request != nil { kinds.insert(.invalid) }
    if method == .post && keepsKey { kinds.formUnion([.invalid, .otherRequest]) }
    return kinds.sorted { ($0.status, $0.rawValue) < ($1.status, $1.rawValue) }
  }

  var fullText: String { about + " For: " + audience.words }
}
