import Desk

/// The webhooks between the desk and partners' systems, both ways, as `openapi.json` tells of them (`webhooks`, OpenAPI 3.1).
/// Signed as Standard Webhooks 1.0 has it; the envelope is its `type`, `timestamp`, `data`.
enum PartnerWebhooks {
  static var json: JSONValue {
    .object(
      Dictionary(
        all.map { ($0.name, webhook($0)) }, uniquingKeysWith: { first, _ in first }))
  }

  static var objects: [Schema.Object] { all.map(\.body) }

  private struct Webhook {
    let name: String
    let about: String
    let body: Schema.Object
  }

  private static let all = [
    Webhook(
      name: "referral.requested", about: "To a partner: a person, with the fields they agreed to share.",
      body: notice("ReferralRequested", "referral.requested", of: referral(shared: true))),
    Webhook(
      name: "referral.reminded", about: "To a partner: nobody said yes or no in time.",
      body: notice("ReferralReminded", "referral.reminded", of: referral())),
    Webhook(
      name: "referral.revoked",
      about: "To a partner: the person took the yes back; what was shared must not be used any more.",
      body: notice("ReferralRevoked", "referral.revoked", of: referral())),
    Webhook(
      name: "callback.handled", about: "To who referred a person here: what that person agreed that it is told.",
      body: notice(
        "CallbackHandled", "callback.handled",
        of: .init(
          "Handled", "A request that is handled.",
          [
            .always("reference", .text()), .always("state", .choice(["closed"])),
            .maybe("outcome", .one(of: Outcome.self)),
          ]))),
    Webhook(
      name: "partner.answer", about: "From a partner, to POST /webhooks/partners/{partner}: where its referral stands.",
      body: .init(
        "PartnerAnswer", "What a partner's system answers.",
        [
          .always(
            "data",
            .object(
              .init(
                "PartnerAnswerData", "Where a referral stands.",
                [.always("referral", .integer())] + ReferralStateRequest.schema.properties)))
        ])),
  ]

  private static func notice(_ name: String, _ type: String, of data: Schema.Object) -> Schema.Object {
    .init(
      name, "The envelope of Standard Webhooks.",
      [.always("type", .choice([type])), .always("timestamp", .time), .always("data", .object(data))])
  }

  private static func referral(shared: Bool = false) -> Schema.Object {
    .init(
      shared ? "RequestedReferral" : "ReferralNotice", "A referral, as its partner is told of it.",
      [
        .always("referral", .integer(), "Its number, to answer with."), .always("state", .choice(Referral.State.names)),
        .always("requestedAt", .time), .always("due", .time, "When to have said yes or no."),
      ] + (shared ? [.always("shared", .map(.text()), "What the person agreed to share, by field.")] : []))
  }

  private static func webhook(_ webhook: Webhook) -> JSONValue {
    [
      "post": [
        "operationId": .text(webhook.name.replacing(".", with: "_")), "summary": .text(webhook.about),
        "requestBody": [
          "required": true, "content": ["application/json": ["schema": Schema.object(webhook.body).json]],
        ],
        "responses": ["200": ["description": "Taken. The same webhook-id again changes nothing."]],
      ]
    ]
  }
}
