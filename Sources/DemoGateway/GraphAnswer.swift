import Foundation
import HTTPTypes
import Hummingbird

/// Meta's error envelope.
struct GraphError: Error, Encodable, Sendable {
  struct Details: Encodable, Sendable {
    let messagingProduct = "whatsapp"
    let details: String

    enum CodingKeys: String, CodingKey {
      case messagingProduct = "messaging_product"
      case details
    }
  }

  let status: Int
  let message: String
  let code: Int
  var subcode: Int?
  var data: Details?
  var retryAfter: Int?

  enum CodingKeys: String, CodingKey {
    case message, type, code
    case subcode = "error_subcode"
    case data = "error_data"
    case trace = "fbtrace_id"
  }

  init(
    _ status: Int, _ code: Int, _ text: String, subcode: Int? = nil, details: String? = nil,
    retryAfter: Int? = nil
  ) {
    self.status = status
    self.code = code
    self.message = "(#\(code)) \(text)"
    self.subcode = subcode
    self.data = details.map(Details.init)
    self.retryAfter = retryAfter
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(message, forKey: .message)
    try values.encode("OAuthException", forKey: .type)
    try values.encode(code, forKey: .code)
    try values.encodeIfPresent(subcode, forKey: .subcode)
    try values.encodeIfPresent(data, forKey: .data)
    try values.encode("A" + UUID().uuidString.filter { $0 != "-" }.prefix(22), forKey: .trace)
  }

  func response() throws -> Response {
    var response = try Response.json(["error": self], status: status)
    if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
    return response
  }

  static let badToken = GraphError(401, 190, "Invalid OAuth access token - Cannot parse access token")
  static let serverError = GraphError(
    500, 131000, "Something went wrong", details: "Message failed to send because of an unknown error")

  static func missing(_ parameter: String) -> GraphError {
    GraphError(400, 131008, "Required parameter is missing", details: "Parameter '\(parameter)' is mandatory")
  }

  static func invalid(_ details: String) -> GraphError {
    GraphError(400, 131009, "Parameter value is not valid", details: details)
  }
}

extension Response {
  static func json(_ value: some Encodable, status: Int = 200) throws -> Response {
    Response(
      status: .init(code: status), headers: [.contentType: "application/json; charset=UTF-8"],
      body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value))))
  }
}
