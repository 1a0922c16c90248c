import Foundation

@testable import Forms

/// Deliveries in the shapes that providers send, with made-up people.
enum Deliveries {
  static func json(_ text: String, _ headers: [String: String] = [:]) -> FormDelivery {
    FormDelivery(
      headers: ["content-type": "application/json"].merging(headers) { $1 }, body: Data(text.utf8))
  }

  static func posted(_ text: String) -> FormDelivery {
    FormDelivery(headers: ["content-type": "application/x-www-form-urlencoded"], body: Data(text.utf8))
  }

  static func multipart(_ parts: [(String, String)], boundary: String = "AaB03x") -> FormDelivery {
    let body = parts.map { "--\(boundary)\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
    return FormDelivery(
      headers: ["content-type": "multipart/form-data; boundary=\(boundary)"],
      body: Data((body.joined() + "--\(boundary)--\r\n").utf8))
  }

  static func read(_ delivery: FormDelivery, _ fields: [FormMapping.Field: [String]] = [:]) -> FilledForm? {
    var mapping = FormMapping()
    mapping.fields = fields.mapValues { $0.compactMap(FormSelector.init) }
    return mapping.read(delivery)?.first
  }
}
