import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /{path}` and `POST /{path}`: the faults of something pretended, as JSON.
func addFaults<Owner: Sendable, Faults: Codable & Sendable>(
  _ path: RouterPath, _ faults: any ReferenceWritableKeyPath<Owner, Faults> & Sendable, of owner: Owner,
  to router: Router<GatewayContext>
) {
  router.get(path) { _, _ in try Response.json(owner[keyPath: faults]) }
  router.post(path) { request, _ in
    let body = try await request.body.collect(upTo: 64 << 10)
    owner[keyPath: faults] = try JSONDecoder().decode(Faults.self, from: Data(body.readableBytesView))
    return try Response.json(owner[keyPath: faults])
  }
}
