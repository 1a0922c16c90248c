import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Referring
import Signing

/// `POST /webhooks/partners/{partner}`: what a partner's system answers, signed as Standard Webhooks has it.
struct PartnerWebhookRoutes: Sendable {
  let door: PartnerDoor
  let counters: Counters

  static let most = 64 << 10

  func add(to router: Router<DeskContext>) { router.post("webhooks/partners/:partner") { try await receive($0, $1) } }

  private func receive(_ request: Request, _ context: DeskContext) async throws -> Response {
    do {
      let partner = PartnerID(context.parameters.get("partner") ?? "")
      let body = try await BodyReader.read(request, context, most: Self.most)
      try await door.receive(Array(body), Self.headers(request), from: partner)
      counters.count("deliveries", ["channel": "partner", "result": "kept"])
      return Response(status: .ok)
    } catch let rejection as Rejection {
      counters.count("deliveries", ["channel": "partner", "result": rejection.rawValue])
      throw rejection
    }
  }

  /// Under the names of the standard, or those of the library it came from (gateways.md A4.1).
  private static func headers(_ request: Request) -> StandardWebhook.Headers? {
    func header(_ name: String) -> String? {
      request.headers.first { ["webhook-" + name, "svix-" + name].contains($0.name.canonicalName) }?.value
    }
    guard let id = header("id"), let timestamp = header("timestamp"), let signatures = header("signature") else {
      return nil
    }
    return .init(id: id, timestamp: timestamp, signatures: signatures)
  }
}
