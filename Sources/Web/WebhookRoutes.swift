import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Intake

/// `GET` and `POST /webhooks/whatsapp/{account}`: Meta's Cloud API. What it is answered: gateways.md A1.14.
struct WebhookRoutes: Sendable {
  let receiver: Receiver
  let counters: Counters

  /// Meta's bodies reach 3 MB (gateways.md A1.3).
  static let most = 3 << 20

  func add(to router: Router<DeskContext>) {
    router.get("webhooks/whatsapp/:account") { try challenge($0, $1) }
    router.post("webhooks/whatsapp/:account") { try await receive($0, $1) }
  }

  private func challenge(_ request: Request, _ context: DeskContext) throws -> Response {
    let asked = request.uri.queryParameters
    let account = try receiver.account(context.parameters.get("account") ?? "")
    let challenge = try account.challenge(
      mode: asked["hub.mode"].map(String.init), verifyToken: asked["hub.verify_token"].map(String.init),
      challenge: asked["hub.challenge"].map(String.init))
    return Answers.text(challenge)
  }

  /// 200, empty, once it is on the disk; nothing is read before that.
  private func receive(_ request: Request, _ context: DeskContext) async throws -> Response {
    do {
      let name = context.parameters.get("account") ?? ""
      _ = try receiver.account(name)
      let body = try await BodyReader.read(request, context, most: Self.most)
      try await receiver.receive(body, signature: request.headers[.hubSignature], account: name)
      counters.count("deliveries", ["channel": "whatsapp", "result": "kept"])
      return Response(status: .ok)
    } catch let rejection as Rejection {
      counters.count("deliveries", ["channel": "whatsapp", "result": rejection.rawValue])
      throw rejection
    }
  }

}
