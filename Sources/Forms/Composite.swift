/// Answers that come in parts: a name, a telephone number, a date, an address. Each provider has words of its own for the
/// parts (gateways.md A4.3).
enum Composite {
  /// Nil when the parts aren't those of one of these.
  static func text(_ fields: [FormTree.Field]) -> String? {
    let said = fields.compactMap { field in field.value.scalar.map { (field.key.lowercased(), $0) } }
    let keys = Set(fields.map { $0.key.lowercased() })
    guard !keys.isEmpty else { return nil }
    func joined(_ order: [String], _ separator: String) -> String {
      order.compactMap { key in said.last { $0.0 == key }?.1 }.joined(separator: separator)
    }
    if let full = whole.lazy.compactMap({ key in said.last { $0.0 == key }?.1 }).first { return full }
    if keys.isSubset(of: name) { return joined(name, " ").nonEmpty }
    if keys.isSubset(of: phone), keys.contains("phone") { return joined(phone, " ").nonEmpty }
    if keys.isSuperset(of: ["day", "month", "year"]) { return joined(["year", "month", "day"], "-").nonEmpty }
    if !keys.isDisjoint(with: street), keys.isSubset(of: address) { return joined(address, ", ").nonEmpty }
    return nil
  }

  /// The whole beside its parts: Jotform's masked telephone, Cognito's name and address.
  private static let whole = ["full", "firstandlast", "fulladdress"]
  private static let name = ["prefix", "title", "first", "middle", "last", "suffix"]
  private static let phone = ["country", "area", "phone"]
  private static let street = ["address", "address2", "addr_line1", "street", "line1"]
  private static let address =
    street + ["addr_line2", "street2", "line2", "city", "state", "province", "zip", "zipcode", "postal", "country"]
}
