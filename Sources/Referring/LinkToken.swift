import Foundation

/// What nobody can guess: the end of a link, and the code that opens it.
enum LinkToken {
  /// 256 bits, in letters that a URL can hold.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }

  /// Six digits.
  static func code() -> String {
    var generator = SystemRandomNumberGenerator()
    let number = Int.random(in: 0..<1_000_000, using: &generator)
    return String(String(number + 1_000_000).dropFirst())
  }
}
