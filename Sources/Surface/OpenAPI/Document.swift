/// `GET /api/v1/openapi.json`: OpenAPI 3.1, made of the table of routes.
package enum Document {
  package static func json(of endpoints: [Endpoint]) -> JSONValue {
    let paths = Dictionary(grouping: endpoints, by: \.path).map { path, endpoints in
      let methods = endpoints.map { ($0.method.rawValue, self.endpoint($0)) }
      return ("/" + path, JSONValue.object(Dictionary(methods, uniquingKeysWith: { first, _ in first })))
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Balie", "version": "1",
        "description":
          "The desk's API. Refusals and faults are problem documents (RFC 9457) with a closed list of types. More fields and routes may come; none goes.",
      ],
      "servers": [["url": "/api/v1"]],
      "paths": .object(Dictionary(paths, uniquingKeysWith: { first, _ in first })),
      "webhooks": PartnerWebhooks.json,
      "components": [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "schemas": .object(schemas(of: endpoints)),
      ],
    ]
  }

  private static func endpoint(_ endpoint: Endpoint) -> JSONValue {
    var json: [String: JSONValue] = [
      "tags": [.text(String(endpoint.path.prefix { $0 != "/" }))],
      "operationId": .text(endpoint.name), "summary": .text(endpoint.about), "description": .text(endpoint.fullText),
      "parameters": .list(endpoint.allParameters), "responses": .object(responses(endpoint)),
      "security": endpoint.audience == .anybody ? [] : [["token": []]],
    ]
    if let request = endpoint.request {
      json["requestBody"] = [
        "required": true, "content": ["application/json": ["schema": Schema.object(request).json]],
      ]
    }
    return .object(json)
  }

  private static func responses(_ endpoint: Endpoint) -> [String: JSONValue] {
    var responses: [String: JSONValue] = [:]
    for (status, kinds) in Dictionary(grouping: endpoint.problems, by: \.status) {
      responses["\(status)"] = [
        "description": .text(kinds.map(\.rawValue).joined(separator: ", ")),
        "content": ["application/problem+json": ["schema": Problem.shape.json]],
      ]
    }
    switch endpoint.answer {
    case .json(let status, let schema):
      responses["\(status)"] = ["description": "Done.", "content": ["application/json": ["schema": schema.json]]]
    case .events:
      responses["200"] = [
        "description":
          "Server-sent events: `id` is the number to resume after, `event` the kind, `data` an Event. Without end.",
        "content": ["text/event-stream": ["schema": ["type": "string"]]],
      ]
    case .document:
      responses["200"] = [
        "description": "This document.", "content": ["application/json": ["schema": ["type": "object"]]],
      ]
    }
    return responses
  }

  private static func schemas(of endpoints: [Endpoint]) -> [String: JSONValue] {
    var objects = Problem.shape.objects + EventBody.shape.objects
    objects += PartnerWebhooks.objects.flatMap { Schema.object($0).objects }
    for endpoint in endpoints {
      if let request = endpoint.request { objects += Schema.object(request).objects }
      if case .json(_, let schema) = endpoint.answer { objects += schema.objects }
    }
    return Dictionary(objects.map { ($0.name, $0.json) }, uniquingKeysWith: { first, _ in first })
  }
}
