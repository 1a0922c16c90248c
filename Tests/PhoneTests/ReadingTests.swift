import Testing

@testable import Phone

@Suite struct `A number somebody types` {
  @Test(arguments: [
    ("06-12345678", "NL", "+31612345678"),
    ("06 12 34 56 78", "NL", "+31612345678"),
    ("0031 6 12345678", "NL", "+31612345678"),
    ("+31 (0)6 12345678", "NL", "+31612345678"),
    ("+31612345678", "PL", "+31612345678"),
    ("tel:+31-6-12345678", "NL", "+31612345678"),
    ("０６－１２３４５６７８", "NL", "+31612345678"),
    ("＋３１ ６ １２３４５６７８", "NL", "+31612345678"),
    ("٠٦١٢٣٤٥٦٧٨", "NL", "+31612345678"),
    ("\u{202A}+31\u{00A0}6\u{2011}12345678\u{202C}", "NL", "+31612345678"),
    ("\u{200B}06 12345678\n", "NL", "+31612345678"),
    ("020 123 4567", "NL", "+31201234567"),
    ("+48 600 100 200", "NL", "+48600100200"),
    ("600 100 200", "PL", "+48600100200"),
    ("0888 123 456", "BG", "+359888123456"),
    ("694 123 4567", "GR", "+306941234567"),
    ("0040 712 345 678", "NL", "+40712345678"),
    ("088 123 4567", "NL", "+31881234567"),
  ])
  func `becomes the one number that is meant`(typed: String, region: String, e164: String) throws {
    let number = try #require(PhoneReader.read(typed, region: region).number)
    #expect(number.e164 == e164)
    #expect(number.isValid)
    #expect(number.extension == nil)
  }

  @Test(arguments: [
    ("06-12345678", "NL", PhoneNumber.Kind.mobile), ("020 123 4567", "NL", .fixed),
    ("088 123 4567", "NL", .other), ("+48 600 100 200", "PL", .mobile), ("+1 212 555 2368", "US", .other),
  ])
  func `has its kind and country`(typed: String, region: String, kind: PhoneNumber.Kind) throws {
    let number = try #require(PhoneReader.read(typed, region: "NL").number)
    #expect(number.region == region)
    #expect(number.kind == kind)
  }

  @Test(arguments: [
    ("020 123 4567 ext. 12", "12"), ("020-1234567 x12", "12"), ("020 1234567 toestel 3", "3"),
    ("020 1234567 tst. 415", "415"), ("tel:+31201234567;ext=9", "9"), ("+31 20 123 4567 #77", "77"),
  ])
  func `may have an extension`(typed: String, digits: String) throws {
    let number = try #require(PhoneReader.read(typed, region: "NL").number)
    #expect(number.e164 == "+31201234567")
    #expect(number.extension == digits)
  }

  @Test(arguments: [
    ("+31 6 1234", "+3161234"), ("061234567", "061234567"), ("06123456789", "06123456789"),
    ("112", "112"), ("0900-8844", "09008844"), ("0900 1234567", "09001234567"), ("0909 0100", "09090100"),
    ("+881 612 345 678", "+881612345678"), ("+979 123 456 789", "+979123456789"),
  ])
  func `is impossible where nobody can be called back`(typed: String, digits: String) {
    #expect(PhoneReader.read(typed, region: "NL") == .impossible(digits))
  }

  @Test(arguments: [
    "", " ", "hello", "+", "()", "-", "0800-FLOWERS", "06 12345678 vragen naar Jan", "bel mij", "x12",
    "06-1234567O", "\u{0}", "номер", String(repeating: "1", count: 300),
  ])
  func `isn't a number when it is something else`(typed: String) {
    #expect(PhoneReader.read(typed, region: "NL") == .notANumber)
  }

  @Test func `is shown grouped, in ASCII`() {
    #expect(PhoneReader.read("٠٦١٢٣٤٥٦٧٨", region: "NL").number?.display == "+31 6 12345678")
    #expect(PhoneReader.read("020 1234567 x12", region: "NL").number?.display == "+31 20 123 4567")
  }
}

@Suite struct `A number a gateway sends` {
  @Test(arguments: ["31612345678", "48600100200", "359888123456", "306941234567", "+40712345678"])
  func `is valid where the plan has it`(digits: String) throws {
    let number = try #require(PhoneReader.fromGateway(digits))
    #expect(number.e164 == "+" + digits.filter { $0 != "+" })
    #expect(number.isValid)
    #expect(number.region != nil)
  }

  @Test(arguments: ["5215512345678", "554188887777", "5678", "16505551234567890", "310612345678"])
  func `is kept to the digit where the plan hasn't`(digits: String) throws {
    let number = try #require(PhoneReader.fromGateway(digits))
    #expect(number.e164 == "+\(digits)")
    #expect(number.display == "+\(digits)")
    #expect(!number.isValid)
    #expect(number.region == nil)
  }

  @Test(arguments: [
    "", "+", "NL.13491208655302741918", "31 612345678", "++31612345678", "31612345678\u{0}", "٣١٦١٢٣٤٥٦٧٨",
    "whatsapp:+31612345678", String(repeating: "1", count: 33),
  ])
  func `is nothing when it isn't digits`(junk: String) {
    #expect(PhoneReader.fromGateway(junk) == nil)
  }

  @Test func `is the same value as when its owner types it`() {
    #expect(PhoneReader.fromGateway("31612345678") == PhoneReader.read("06-12345678", region: "NL").number)
  }
}

extension PhoneReading {
  var number: PhoneNumber? {
    if case .number(let number) = self { number } else { nil }
  }
}
