import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Referring
import Surface

/// `partners`: the directory.
struct PartnerRoutes: Sendable {
  let directory: Directory

  var table: [Route] {
    [
      Route(
        .init(
          .get, "partners", "listPartners", "The organisations people can be referred to.", for: .desk,
          answer: .page(of: PartnerEntry.self))
      ) { _ in try await all() },
      Route(
        .init(
          .post, "partners", "savePartners", "Enters partners, new ones and changed ones; all or none.",
          for: .coordinator, request: PartnerEntries.schema, answer: .page(of: PartnerEntry.self)),
        again: { _, _ in try await all() }
      ) { call in
        try await directory.save(try call.body(PartnerEntries.self).all(), by: call.caller)
        return try await all()
      },
      Route(
        .init(
          .post, "partners/{partner}/suspend", "suspendPartner",
          "Lets nobody be referred to it, or again; what is under way goes on.", for: .coordinator,
          request: SuspendRequest.schema, answer: .ok(PartnerEntry.shape)),
        again: { call, _ in
          let partner = try await directory.all().first { $0.id == id(call) }
          guard let partner else { throw Refusal.notFound }
          return try Answers.json(PartnerEntry(partner))
        }
      ) { call in
        let isSuspended = try call.body(SuspendRequest.self).suspended
        return try Answers.json(PartnerEntry(try await directory.suspend(id(call), isSuspended, by: call.caller)))
      },
      Route(
        .init(
          .post, "partners/{partner}/secret", "makePartnerSecret",
          "Makes a secret for the webhooks to and from it, shown once; the one before goes on working.",
          for: .coordinator, answer: .created(SecretBody.shape), keepsKey: false)
      ) { call in
        let secret = try await directory.makeSecret(for: id(call), by: call.caller)
        return try Answers.json(SecretBody(secret: secret), status: .created)
      },
    ]
  }

  private func all() async throws -> Response {
    try Answers.json(List(items: try await directory.all().map(PartnerEntry.init)))
  }

  private func id(_ call: Call) -> PartnerID { PartnerID(call.context.parameters.get("partner") ?? "") }
}
