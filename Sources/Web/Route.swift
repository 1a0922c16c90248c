import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// One route of the API, and the code behind it. The router, the check of who asks, `Idempotency-Key` and `openapi.json` are all
/// made of this.
struct Route: Sendable {
  let endpoint: Endpoint
  let run: @Sendable (Call) async throws -> Response
  /// The most that its body may hold, in bytes.
  let mostBody: Int
  /// The answer to a POST that was done before, made anew.
  let again: @Sendable (Call, Once.Made) async throws -> Response

  /// - Parameter again: for a POST whose answer isn't simply that of looking once more.
  init(
    _ endpoint: Endpoint, again: (@Sendable (Call, Once.Made) async throws -> Response)? = nil,
    mostBody: Int = API.mostBody, run: @escaping @Sendable (Call) async throws -> Response
  ) {
    self.endpoint = endpoint
    self.run = run
    self.mostBody = mostBody
    self.again = again ?? { call, _ in try await run(call) }
  }

  /// A POST that changes a callback and answers it; again: as it was after that change.
  static func change(
    _ path: String, _ name: String, _ about: String, for audience: Endpoint.Audience = .person,
    parameters: [Endpoint.Parameter] = [], request: Schema.Object? = nil, refusals: [Problem.Kind] = [],
    run: @escaping @Sendable (Call) async throws -> Callback
  ) -> Route {
    Route(
      .init(
        .post, path, name, about, for: audience, parameters: parameters, request: request,
        answer: .ok(CallbackBody.shape), refusals: refusals),
      again: { call, made in try call.answer(try await call.callback(made)) },
      run: { call in try call.answer(try await run(call)) })
  }
}

/// The whole table of them.
struct Routes: Sendable {
  let api: API
  let table: [Route]

  func add(to router: Router<DeskContext>) {
    for route in table {
      let path = route.endpoint.path.replacing("{", with: ":").replacing("}", with: "")
      router.on(RouterPath("api/v1/" + path), method: route.endpoint.method.http) { request, context in
        try await answer(route, request, context)
      }
    }
  }

  private func answer(_ route: Route, _ request: Request, _ context: DeskContext) async throws -> Response {
    let endpoint = route.endpoint
    let caller = try await api.caller(request)
    guard endpoint.audience.admits(caller) else { throw Refusal.notAllowed }
    let body = endpoint.method == .get ? [] : try await api.bytes(request, context, most: route.mostBody)
    let call = Call(request: request, context: context, caller: caller, bytes: body, api: api)
    guard endpoint.method == .post, endpoint.keepsKey, let key = try call.idempotencyKey else {
      return try await route.run(call)
    }
    let once = Once(
      caller: caller.scope, key: key, request: ["POST", "\(request.uri)", String(decoding: body, as: UTF8.self)])
    do {
      return try await Once.$current.withValue(once) { try await route.run(call) }
    } catch Once.Refused.repeated(let made) {
      return try await route.again(call, made)
    } catch Once.Refused.otherRequest {
      throw ProblemAnswer(.otherRequest, "This Idempotency-Key came with another request before.")
    }
  }
}

extension Endpoint.Method {
  var http: HTTPRequest.Method {
    switch self {
    case .get: .get
    case .post: .post
    case .put: .put
    }
  }
}

extension Endpoint.Audience {
  func admits(_ caller: Caller) -> Bool {
    let isPartner = if case .partner = caller.role { true } else { false }
    return switch self {
    case .anybody, .deskAndPartner: true
    case .desk: !isPartner
    case .person: caller.colleague != nil
    case .coordinator: caller.role == .coordinator
    case .partner: isPartner
    }
  }
}

extension Router<DeskContext> {
  /// 405 with `Allow`, for every address and method that isn't taken (RFC 9110 15.5.6). After all routes were added.
  func refuseOtherMethods() {
    let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"]
      .compactMap { HTTPRequest.Method($0) }
    for (_, taken) in Dictionary(grouping: routes, by: \.path.description) {
      let allowed = taken.map(\.method)
      let allow = allowed.map(\.rawValue).sorted().joined(separator: ", ")
      for method in known where !allowed.contains(method) {
        on(taken[0].path, method: method) { _, _ -> Response in
          throw ProblemAnswer(.method, "This address takes \(allow).", headers: [.allow: allow])
        }
      }
    }
  }
}
