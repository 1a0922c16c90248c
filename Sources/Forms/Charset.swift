import Foundation

/// Senders say UTF-8 and send windows-1252, or say nothing: UTF-8 where the bytes are, else what old sites mean by
/// ISO-8859-1.
struct Charset {
  func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(bytes: bytes, encoding: .windowsCP1252) ?? String(bytes: bytes, encoding: .isoLatin1) ?? ""
  }
}
