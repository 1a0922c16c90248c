import Desk
import Forms
import Foundation
import Signing

/// `forms.NAME`: whose forms post here, how they sign, and what of them means what.
enum FormSettings {
  static func sources(_ reader: SettingsReader) throws -> [FormSource] {
    try reader.names("forms").map { name in
      guard name.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil, name != "form" else {
        throw ConfigurationFault(
          key: "forms.\(name)", reason: "a source's name has letters, digits, _ and - only, and isn't form")
      }
      let key = "forms.\(name)."
      return FormSource(
        name: name, signature: try signature(reader, key), mapping: try mapping(reader, key),
        most: try reader.number(key + "maxBytes", or: FormSource.most, atLeast: 1024))
    }
  }

  // MARK: - Signatures

  private static func signature(_ reader: SettingsReader, _ key: String) throws -> FormSignature {
    let secrets = try reader.secrets(key + "secrets")
    let header = try reader.textIfAny(key + "header")?.lowercased()
    let prefix = try reader.textIfAny(key + "prefix")
    switch try reader.text(key + "signature") {
    case "standard-webhooks":
      let keys = secrets.compactMap(StandardWebhook.init(secret:))
      guard keys.count == secrets.count else {
        throw ConfigurationFault(key: key + "secrets", reason: "must be whsec_ and 24 to 64 bytes in base64")
      }
      return FormSignature(.standardWebhooks(keys), secrets: [])
    case "typeform": return .typeform(secrets: secrets)
    case "hmac-sha256":
      let word = try reader.textIfAny(key + "encoding") ?? FormSignature.Encoding.hex.rawValue
      guard let encoding = FormSignature.Encoding(rawValue: word) else {
        throw ConfigurationFault(key: key + "encoding", reason: "must be hex or base64")
      }
      guard let header else { throw ConfigurationFault(key: key + "header", reason: "is missing") }
      return FormSignature(.hmac(header: header, prefix: prefix ?? "", encoding: encoding), secrets: secrets)
    case "token":
      return FormSignature(
        .token(
          header: header ?? "authorization", prefix: prefix ?? (header == nil ? "Bearer " : ""),
          query: try reader.textIfAny(key + "query") ?? (header == nil ? "token" : nil),
          field: try reader.textIfAny(key + "field")), secrets: secrets)
    case let other:
      throw ConfigurationFault(
        key: key + "signature", reason: "\(other) is none of standard-webhooks, typeform, hmac-sha256, token")
    }
  }

  // MARK: - Mappings

  /// From a file that the source names, with what stands beside it on top.
  static func mapping(_ reader: SettingsReader, _ key: String) throws -> FormMapping {
    var mapping = FormMapping()
    if let path = try reader.textIfAny(key + "mapping") {
      do { mapping = try self.mapping(file: reader.path(path)) } catch let fault as ConfigurationFault {
        throw ConfigurationFault(key: key + "mapping", reason: "\(fault)")
      }
    }
    try read(reader, key, into: &mapping)
    return mapping
  }

  /// A file such as those in `config/forms`.
  static func mapping(file: URL) throws -> FormMapping {
    let reader = try SettingsReader(file: file, environment: [:])
    var mapping = FormMapping()
    try read(reader, "", into: &mapping)
    try reader.finish()
    return mapping
  }

  private static func read(_ reader: SettingsReader, _ key: String, into mapping: inout FormMapping) throws {
    for field in FormMapping.Field.allCases {
      let place = key + "fields.\(field.rawValue)"
      if let texts = try reader.oneOrMore(place) { mapping.fields[field] = try texts.map { try selector($0, place) } }
      let values = try reader.pairs(key + "values.\(field.rawValue)")
      if !values.isEmpty {
        mapping.values[field] = Dictionary(values.map { ($0.name.lowercased(), $0.text) }) { first, _ in first }
      }
      if let text = try reader.textIfAny(key + "always.\(field.rawValue)") { mapping.always[field] = text }
    }
    if let texts = try reader.texts(key + "hide") { mapping.hide = try texts.map { try selector($0, key + "hide") } }
    if let text = try reader.textIfAny(key + "bsn") {
      guard ["drop", "keep"].contains(text) else {
        throw ConfigurationFault(key: key + "bsn", reason: "must be drop or keep")
      }
      mapping.keepsBSN = text == "keep"
    }
    try check(mapping, key)
  }

  private static func selector(_ text: String, _ key: String) throws -> FormSelector {
    guard let selector = FormSelector(text) else {
      throw ConfigurationFault(key: key, reason: "\(text) is neither a question, nor a path such as $.data.name")
    }
    return selector
  }

  /// What stands for something must be something of ours.
  private static func check(_ mapping: FormMapping, _ key: String) throws {
    let issues = (mapping.values[.issue]?.values).map(Array.init) ?? []
    for code in issues + [mapping.always[.issue]].compactMap({ $0 }) where IssueCode(code) == nil {
      throw ConfigurationFault(key: key + "values.issue", reason: "\(code) is not an issue code")
    }
  }
}
