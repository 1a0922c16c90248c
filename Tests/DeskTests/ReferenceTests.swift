import Desk
import Testing

@Suite struct `A reference` {
  @Test(arguments: ["1234-5674", "12345674", "1234 5674", " 1234-5674 "])
  func `is read however it is typed`(typed: String) {
    #expect(Reference(typed)?.text == "1234-5674")
  }

  @Test(arguments: [
    "", "1234-567", "1234-56745", "1234-5675", "1234_5674", "x1234-5674", "1234-567a", "0000-0001",
    "½234-5674",
  ])
  func `is not what doesn't check`(typed: String) {
    #expect(Reference(typed) == nil)
  }

  @Test func `finds every single wrong digit and nearly all swapped pairs`() {
    var random = SystemRandomNumberGenerator()
    let reference = Reference(random: &random)
    let digits = Array(reference.text.filter { $0 != "-" })
    #expect(Reference(reference.text) == reference)
    for place in digits.indices {
      for digit in "0123456789" where digit != digits[place] {
        var wrong = digits
        wrong[place] = digit
        #expect(Reference(String(wrong)) == nil)
      }
      guard place > 0, digits[place] != digits[place - 1] else { continue }
      // Luhn can't tell 09 from 90.
      guard Set([digits[place], digits[place - 1]]) != ["0", "9"] else { continue }
      var swapped = digits
      swapped.swapAt(place, place - 1)
      #expect(Reference(String(swapped)) == nil)
    }
  }

  @Test func `has no digit worth ten`() {
    for last in "0123456789" { #expect(Reference("十234567\(last)") == nil) }
  }
}
