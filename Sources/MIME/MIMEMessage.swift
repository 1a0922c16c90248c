import CMIME

/// A mail: its head, what a person reads in it, and what is attached.
package struct MIMEMessage: Sendable {
  package struct Field: Sendable, Equatable {
    package let name: String
    /// Decoded and unfolded.
    package let value: String
  }

  package struct Attachment: Sendable, Equatable {
    package let name: String?
    /// "image/jpeg", as the sender says.
    package let type: String
    package let bytes: [UInt8]
  }

  /// In their order; the last server's are the first.
  package let fields: [Field]
  /// The bare addresses of From.
  package let from: [String]
  /// What a person reads: the plain text, or that of the HTML, of the message and of those inside it; at most 64 KiB.
  package let text: String
  package let attachments: [Attachment]
  /// What a mail server says of a letter that it couldn't deliver.
  package let report: DeliveryReport?

  /// Text that isn't as it should be is read as well as can be.
  /// - Throws: when reading it would cost too much.
  package init(_ bytes: [UInt8]) throws(MIMEFault) {
    try MIMELimits.check(bytes)
    let opened = bytes.withUnsafeBytes { cmime_read($0.bindMemory(to: CChar.self).baseAddress, $0.count) }
    guard let message = opened else { throw .unreadable }
    defer { cmime_free(message) }
    fields = Self.fields(of: message)
    from = Self.from(of: message)
    var contents = MIMEContents()
    if let body = cmime_body(message) { try contents.take(body, depth: 0) }
    text = contents.text
    attachments = contents.attachments
    report = contents.report
  }

  /// The first field of that name, whatever its case.
  package func field(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  private static func fields(of message: OpaquePointer) -> [Field] {
    var fields: [Field] = []
    while fields.count < MIMELimits.fieldLines, let name = cmime_header_name(message, Int32(fields.count)) {
      fields.append(
        Field(name: String(cString: name), value: taken(cmime_header_value(message, Int32(fields.count))) ?? ""))
    }
    return fields
  }

  private static func from(of message: OpaquePointer) -> [String] {
    var addresses: [String] = []
    while addresses.count < 100, let address = cmime_from(message, Int32(addresses.count)) {
      addresses.append(String(cString: address))
    }
    return addresses
  }
}

/// A text of CMIME's, copied and given back.
func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
  guard let text else { return nil }
  defer { cmime_release(text) }
  return String(cString: text)
}
