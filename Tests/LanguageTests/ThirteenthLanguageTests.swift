import Foundation
import Language
import Testing

/// A language is added by files alone: its names, and a file of its words.
@Suite struct `A thirteenth language` {
  private static let inCzech = [
    "pl": "polsky", "ro": "rumunsky", "bg": "bulharsky", "tr": "turecky", "uk": "ukrajinsky", "ru": "rusky",
    "de": "nemecky", "el": "recky", "en": "anglicky", "hu": "madarsky", "es": "spanelsky", "nl": "nizozemsky",
  ]

  /// The shipped files with Czech beside the twelve.
  private func folderWithCzech() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "thirteen-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: shipped("language"), to: folder)
    let czech = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "thirteenth/cs.yaml")
    try FileManager.default.copyItem(at: czech, to: folder.appending(path: "cs.yaml"))
    let data = try Data(contentsOf: shipped("language_names.json"))
    var json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    json["languages"] = twelve + ["cs"]
    var labels = try #require(json["picker_label"] as? [String: String])
    labels["cs"] = "Čeština"
    json["picker_label"] = labels
    var others = try #require(json["other_languages"] as? [String: [String: Any]])
    let words = try #require(others.removeValue(forKey: "cs")?["words"] as? [String])
    json["other_languages"] = others
    var names = try #require(json["names"] as? [String: [String: Any]])
    for (code, name) in Self.inCzech {
      var spellings = try #require(names[code]?["in"] as? [String: [String]])
      spellings["cs"] = [name]
      names[code]?["in"] = spellings
    }
    let everywhere = Dictionary(uniqueKeysWithValues: (twelve + ["cs"]).map { ($0, words) })
    names["cs"] = ["in": everywhere, "latin_transliterations": [String: [String]](), "misspellings": [String]()]
    json["names"] = names
    try JSONSerialization.data(withJSONObject: json).write(to: folder.appending(path: "names.json"))
    return folder
  }

  @Test func `needs its names and a file, and no Swift`() throws {
    let folder = try folderWithCzech()
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let files = try LanguageFolder(folder, names: try LanguageNames(file: folder.appending(path: "names.json")))
    let reader = MessageReader(files, offered: twelve + ["cs"])
    func language(_ text: String) -> String? {
      if case .named(let code, _, _) = reader.read(text).language { code } else { nil }
    }
    #expect(language("česky prosím") == "cs")
    #expect(language("agentura mi nechce zaplatit přesčasy, volejte po 18") == "cs")
    #expect(language("mam rozprawę w sądzie i nie wiem co robić") == "pl")
    let message = reader.read("Šéf nám vzal pasy. Volejte po šesté večer.")
    #expect(message.urgency?.rule == "identity papers withheld")
    #expect(message.issue?.value == "exploitation")
    #expect(message.wish == TimeWish(from: 18 * 60))
  }

  @Test func `without it isn't routed to a neighbour`() throws {
    let reader = try shippedReader()
    #expect(reader.read("agentura mi nechce zaplatit přesčasy").language == .notOffered(name: "Čeština"))
  }

  @Test func `whose file is not whole is refused by the file's name and the key`() throws {
    let folder = try folderWithCzech()
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let file = folder.appending(path: "cs.yaml")
    let whole = try String(contentsOf: file, encoding: .utf8)
    try whole.replacing("  wage: mzd, výplat, plat., peníz\n", with: "").write(
      to: file, atomically: true, encoding: .utf8)
    let names = try LanguageNames(file: folder.appending(path: "names.json"))
    let fault = #expect(throws: LanguageFault.self) { try LanguageFolder(folder, names: names) }
    #expect(fault?.place == "cs.yaml: concepts.wage")
  }
}
