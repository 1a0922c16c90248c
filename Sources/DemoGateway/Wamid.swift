import Foundation

/// A message id as Meta makes them. Its base64 holds the client's number, which is why the desk has to treat
/// the id as personal data; so these hold it too.
enum Wamid {
  enum Direction: UInt8 {
    case fromDesk = 0x11
    case fromClient = 0x12
  }

  static func new(number: String, _ direction: Direction) -> String {
    let digits = Array(number.utf8)
    let serial = UUID().uuidString.filter { $0 != "-" }.prefix(18)
    let head: [UInt8] = [0x1C, 0x18, UInt8(truncatingIfNeeded: digits.count)] + digits
    let tail: [UInt8] = [0x15, 0x02, 0x00, direction.rawValue, 0x18, 0x12] + Array(serial.utf8) + [0x00]
    return "wamid." + Data(head + tail).base64EncodedString()
  }
}
