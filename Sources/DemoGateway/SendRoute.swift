import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

extension PretendMeta {
  /// `POST /vNN.N/{phone-number-id}/messages`.
  func addSendRoute(to router: Router<GatewayContext>) {
    router.post("{version}/{id}/messages") { [self] request, context in
      let body = try await request.body.collect(upTo: 1 << 20)
      let bytes = Array(body.readableBytesView)
      record(request, bytes)
      let fault = state.withLock { $0.faults.takeSend() }
      if let refusal = try await refuse(fault, context) { return refusal }
      do throws(GraphError) {
        try authorize(request, context)
        let answer = try take(bytes)
        return try await finish(fault, answer, context)
      } catch {
        return try error.response()
      }
    }
  }

  private func record(_ request: Request, _ body: [UInt8]) {
    let recorded = RecordedRequest(
      method: request.method.rawValue, path: request.uri.description,
      headers: request.headers.map { (name: $0.name.rawName, value: $0.value) }, body: body)
    state.withLock { $0.requests.append(recorded) }
  }

  private func authorize(_ request: Request, _ context: GatewayContext) throws(GraphError) {
    guard request.headers[.authorization] == "Bearer \(account.accessToken)" else { throw .badToken }
    let version = context.parameters.get("version") ?? ""
    guard version.wholeMatch(of: /v\d+\.\d+/) != nil, context.parameters.get("id") == account.phoneNumberID
    else {
      throw GraphError(
        400, 100, "Unsupported post request. Object does not exist, or you lack permission.", subcode: 33)
    }
  }

  /// Takes the message and sets its statuses going.
  private func take(_ bytes: [UInt8]) throws(GraphError) -> SendAnswer {
    let body: SubmissionBody
    do { body = try JSONDecoder().decode(SubmissionBody.self, from: Data(bytes)) } catch {
      throw GraphError(400, 100, "Invalid parameter", details: "\(error)")
    }
    if body.status == "read" { return .success }
    let submission = try Submission(body)
    let id = Wamid.new(number: submission.number, .fromDesk)
    let moment = now()
    let isOpen = state.withLock { state in
      guard !state.faults.enforceWindow || state.phones.mayReceive(submission.number, now: moment) else {
        return false
      }
      state.phones.add(submission, id: id)
      return true
    }
    guard isOpen else {
      throw GraphError(400, 131047, "Re-engagement message", details: "More than 24 hours have passed")
    }
    bell.ring()
    do { try report(submission, id: id) } catch {
      logger.error("statuses can't be written", metadata: ["error": "\(error)"])
    }
    return .accepted(submission, id: id)
  }

  /// The faults in which the message isn't taken.
  private func refuse(_ fault: Faults.Send, _ context: GatewayContext) async throws -> Response? {
    switch fault {
    case .none, .lateAnswer, .lostAnswer: return nil
    case .serverError: return try GraphError.serverError.response()
    case .throttled:
      let seconds = faults.retryAfter
      return try GraphError(429, 130429, "Rate limit hit", details: "Throughput", retryAfter: seconds)
        .response()
    case .badGateway:
      return Response(
        status: .badGateway, headers: [.contentType: "text/html"],
        body: .init(byteBuffer: ByteBuffer(string: "<html><h1>502 Bad Gateway</h1></html>")))
    case .closedBefore:
      context.channel.close(promise: nil)
      return Response(status: .internalServerError)
    }
  }

  /// The answer, or the fault in which it doesn't arrive.
  private func finish(_ fault: Faults.Send, _ answer: SendAnswer, _ context: GatewayContext)
    async throws(GraphError) -> Response
  {
    do {
      switch fault {
      case .lateAnswer:
        // A gateway that is stopping waits for its answers: this one isn't worth it.
        let seconds = faults.lateBy
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(seconds)) }
      case .lostAnswer: context.channel.close(promise: nil)
      case .none, .serverError, .throttled, .badGateway, .closedBefore: break
      }
      return try Response.json(answer)
    } catch {
      throw .serverError
    }
  }
}
