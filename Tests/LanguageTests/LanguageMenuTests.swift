import Language
import Testing

@Suite struct `The language menu` {
  let menu: LanguageMenu

  init() throws {
    let labels = ["Polski", "Română", "Български", "Türkçe", "Українська", "Русский"]
    menu = LanguageMenu(
      zip(twelve, labels).map { LanguageMenu.Entry(code: $0, label: $1) }, names: try shippedNames())
  }

  @Test(arguments: [
    "3", "3.", "3)", "(3)", " 3 ", "nr 3", "Nr. 3", "#3", "3️⃣", "３", "٣", "۳", "номер 3", "no. 3", "number 3!",
    "03",
  ])
  func `understands a number however it is written`(text: String) { #expect(menu.choice(text) == "bg") }

  @Test(arguments: [
    "0", "7", "-", "", "3 4", "33", "3 polski", "polski", "nr", "nr nr 3", "99999999999999999999", "three",
    "3a", "½", "三",
  ])
  func `makes no choice of anything else`(text: String) { #expect(menu.choice(text) == nil) }

  @Test func `numbers its lines from one, in order`() {
    #expect(menu.text().hasPrefix("1. Polski\n2. Română\n3. Български"))
    #expect(menu.text().hasSuffix("6. Русский"))
  }
}
