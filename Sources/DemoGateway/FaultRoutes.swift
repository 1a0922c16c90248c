import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension PretendMeta {
  /// `GET /faults` and `POST /faults`: the faults as JSON.
  func addFaultRoutes(to router: Router<GatewayContext>) {
    router.get("faults") { [self] _, _ in try Response.json(faults) }
    router.post("faults") { [self] request, _ in
      let body = try await request.body.collect(upTo: 64 << 10)
      faults = try JSONDecoder().decode(Faults.self, from: Data(body.readableBytesView))
      return try Response.json(faults)
    }
  }
}
