import Foundation
import Language
import Testing

@Suite struct `The file of language names` {
  /// The shipped file with one change, read again.
  func fault(_ change: (inout [String: Any]) -> Void) throws -> LanguageNamesFault? {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let data = try Data(contentsOf: root.appending(path: "config/language_names.json"))
    guard var json = try JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
    change(&json)
    let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString).json")
    try JSONSerialization.data(withJSONObject: json).write(to: file)
    defer { unlink(file.path()) }
    return #expect(throws: LanguageNamesFault.self) { try LanguageNames(file: file) }
  }

  @Test func `ships whole`() throws { _ = try shippedNames() }

  @Test func `is refused without a list, by the list's name`() throws {
    #expect(try fault { $0["negation"] = nil }?.key == "negation")
    #expect(try fault { $0["filler"] = "please" }?.key == "filler")
  }

  @Test func `is refused when a language isn't named in another`() throws {
    let found = try fault { json in
      guard var names = json["names"] as? [String: [String: Any]] else { return }
      var own = names["pl"]?["in"] as? [String: Any]
      own?["hu"] = nil
      names["pl"]?["in"] = own
      json["names"] = names
    }
    #expect(found?.key == "names.pl.in.hu")
  }

  @Test func `is refused when a flag or a code points nowhere`() throws {
    #expect(try fault { $0["flags"] = ["🇵🇱": ["xx"]] }?.key == "flags.🇵🇱")
    #expect(try fault { $0["flags"] = ["Poland": ["pl"]] }?.key == "flags.Poland")
    #expect(try fault { $0["codes"] = ["pl": "xx"] }?.key == "codes.pl")
  }

  @Test func `is refused when one name means two languages`() throws {
    let found = try fault { $0["other_languages"] = ["xx": ["label": "X", "words": ["POLSKI"]]] }
    #expect(found?.key == "names.xx")
    #expect(found?.description.contains("also a name of 'pl'") == true)
  }

  @Test func `is refused with a word that vanishes`() throws {
    #expect(try fault { $0["doubtful"] = ["--": "nothing"] }?.key == "doubtful")
  }
}
