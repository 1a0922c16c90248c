import CMIME

/// What a mail server says of a letter that it couldn't deliver (RFC 3464).
package struct DeliveryReport: Sendable, Equatable {
  package struct Recipient: Sendable, Equatable {
    package let address: String
    /// "failed", "delayed", "delivered" …
    package let action: String
    /// "5.1.1" (RFC 3463).
    package let status: String
  }

  /// The letter's own Message-ID, without its brackets, where the report gives the letter back.
  package let messageID: String?
  package let recipients: [Recipient]

  package init(messageID: String?, recipients: [Recipient]) {
    self.messageID = messageID
    self.recipients = recipients
  }

  /// - Parameter parts: of a multipart/report. Nil when it reports no delivery.
  init?(_ parts: [OpaquePointer]) {
    var messageID: String?
    var status: String?
    for part in parts {
      switch taken(cmime_type(part)) {
      case "message/delivery-status", "message/global-delivery-status": status = Self.content(of: part)
      case "text/rfc822-headers", "message/global-headers":
        messageID = Self.blocks(Self.content(of: part) ?? "").first?["message-id"]
      case _:
        if let id = cmime_inner_id(part) { messageID = String(cString: id) }
      }
    }
    guard let status else { return nil }
    self.messageID = messageID?.trimmingPrefix { "< ".contains($0) }.prefix { !"> ".contains($0) }.description
    recipients = Self.blocks(status).compactMap(Self.recipient)
  }

  private static func recipient(_ block: [String: String]) -> Recipient? {
    guard let action = block["action"], let address = block["final-recipient"] ?? block["original-recipient"] else {
      return nil
    }
    let bare = address.split(separator: ";", maxSplits: 1).last.map(String.init) ?? address
    return Recipient(
      address: bare.filter { !" <>".contains($0) }, action: action.lowercased(), status: block["status"] ?? "")
  }

  private static func content(of part: OpaquePointer) -> String? {
    var length = 0
    return taken(cmime_content(part, &length)).map { String($0.prefix(MIMELimits.textBytes)) }
  }

  /// Groups of fields with an empty line between them; names in small letters.
  private static func blocks(_ text: String) -> [[String: String]] {
    var blocks: [[String: String]] = [[:]]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.isEmpty {
        if blocks.last?.isEmpty == false { blocks.append([:]) }
      } else if let colon = line.firstIndex(of: ":"), line.first != " ", line.first != "\t" {
        let name = line[..<colon].lowercased()
        let value = line[line.index(after: colon)...].drop { $0.isWhitespace }
        if blocks[blocks.count - 1][name] == nil { blocks[blocks.count - 1][name] = String(value) }
      }
    }
    return blocks
  }
}
