/// What opens a link, mailed to the address in the directory: six digits.
enum LinkCode {
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let number = Int.random(in: 0..<1_000_000, using: &generator)
    return String(String(number + 1_000_000).dropFirst())
  }
}
