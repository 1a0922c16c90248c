import Foundation
import Testing
import Words

/// The phrases that ship, found from this file so that a test needs no working directory.
private func shippedFolder(_ path: String = #filePath) -> URL {
  var root = URL(filePath: path)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  return root.appending(path: "config/phrases").resolvingSymlinksInPath()
}

private let twelve = ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"]

@Suite struct `The phrases that ship` {
  let phrases: Phrases

  init() throws { phrases = try Phrases(folder: shippedFolder(), languages: twelve) }

  @Test func `are whole in twelve languages, in the order of the menu`() {
    #expect(phrases.languages.map(\.code) == twelve)
    #expect(phrases.languages.first?.label == "Polski")
    #expect(phrases.languages[4].bcp47 == "uk-UA")
  }

  @Test(arguments: twelve)
  func `say that a message came in`(language: String) {
    for key in PhraseKey.allCases {
      let text = phrases.text(key, in: language)
      #expect(!text.isEmpty && !text.contains("{") && !text.hasPrefix("["))
    }
  }

  @Test func `fill their blanks`() {
    #expect(phrases.text(.requestNumber(id: "4821-7736"), in: "en") == "Your request number is 4821-7736.")
    #expect(phrases.text(.greeting(service: "{id}"), in: "nl").contains("Dit is {id}."))
    #expect(
      phrases.text(.messageReceived, in: "pl")
        == "Dostaliśmy wiadomość. Zadzwoni doradca prawny, który mówi po polsku.")
  }

  @Test func `show a language without a file as a mark`() {
    #expect(phrases.text(.formSend, in: "xx") == "[form_send xx]")
  }

  @Test func `offer what the desk offers, and still have the others`() throws {
    let small = try Phrases(folder: shippedFolder(), languages: ["nl", "pl"])
    #expect(small.languages.map(\.code) == ["pl", "nl"])
    #expect(small.text(.formSend, in: "hu") == "Küldés")
  }
}

@Suite struct `A folder of phrases` {
  /// The faults of a copy of the shipped folder in which one file was changed.
  func faults(in file: String, _ change: (String) -> String?, offered: [String] = twelve) throws -> [String] {
    let copy = FileManager.default.temporaryDirectory.appending(path: "phrases-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: shippedFolder(), to: copy)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: copy) } }
    let target = copy.appending(path: file)
    let old =
      FileManager.default.fileExists(atPath: target.path())
      ? try String(contentsOf: target, encoding: .utf8) : ""
    if let new = change(old) {
      try Data(new.utf8).write(to: target)
    } else {
      try FileManager.default.removeItem(at: target)
    }
    do {
      _ = try Phrases(folder: copy, languages: offered)
      return []
    } catch {
      return error.faults
    }
  }

  func faults(replacing old: String, with new: String, in file: String = "en.yaml") throws -> [String] {
    try faults(in: file) { text in
      #expect(text.contains(old))
      return text.replacing(old, with: new)
    }
  }

  @Test func `is refused with a missing key, by file and key`() throws {
    #expect(try faults(replacing: "form_send: \"Send\"\n", with: "") == ["en.yaml: form_send: is missing"])
  }

  @Test func `is refused with an empty text`() throws {
    #expect(
      try faults(replacing: "form_send: \"Send\"", with: "form_send: \" \"") == [
        "en.yaml: form_send: is empty"
      ])
  }

  @Test func `is refused with a blank too few or too many`() throws {
    #expect(
      try faults(replacing: "number is {id}", with: "number is") == [
        "en.yaml: request_number: has the blanks none, needs {id}"
      ])
    #expect(
      try faults(replacing: "form_send: \"Send\"", with: "form_send: \"Send {date}\"") == [
        "en.yaml: form_send: has the blanks {date}, needs none"
      ])
  }

  @Test func `is refused when a phrase not in use yet differs between languages`() throws {
    #expect(
      try faults(replacing: "on {date} at the latest", with: "at the latest") == [
        "en.yaml: expected_latest: has the blanks none, needs {date}"
      ])
  }

  @Test func `is refused with a blank nobody fills`() throws {
    #expect(
      try faults(replacing: "{id}", with: "{ids}").contains("en.yaml: request_number: {ids} is not known"))
  }

  @Test(arguments: ["{id", "id}", "{{id}}"])
  func `is refused with a lonely brace`(blank: String) throws {
    #expect(
      try faults(replacing: "{id}", with: blank).contains(
        "en.yaml: request_number: has a brace that opens or closes nothing"))
  }

  @Test(arguments: [("\\u0007", "7"), ("\\x85", "85"), ("\\u202E", "202E")])
  func `is refused with a control character`(escape: String, code: String) throws {
    #expect(
      try faults(replacing: "\"Send\"", with: "\"Se\(escape)nd\"") == [
        "en.yaml: form_send: holds the control character U+\(code)"
      ])
  }

  @Test(arguments: ["a: [", "- list", "", "form_send: \"Send\"\nform_send: \"Twice\"", "form_send: { a: b }"])
  func `is refused when a file isn't keys and texts`(text: String) throws {
    let found = try faults(in: "en.yaml") { _ in text }
    #expect(found.contains { $0.hasPrefix("en.yaml: ") && !$0.hasSuffix("is missing") })
  }

  @Test func `is refused without a file, or with one too many`() throws {
    #expect(try faults(in: "hu.yaml") { _ in nil }.contains { $0.hasPrefix("hu.yaml: can't be read") })
    #expect(
      try faults(in: "fr.yaml") { _ in "a: \"b\"" } == ["fr.yaml: its language is not in languages.yaml"])
  }

  @Test func `is refused when the desk offers what isn't there`() throws {
    #expect(
      try faults(in: "en.yaml", { $0 }, offered: ["pl", "fr"]) == [
        "languages.yaml: 'fr' is offered by the desk and not listed"
      ])
  }

  @Test func `is refused when the list of languages is wrong`() throws {
    #expect(try faults(replacing: "code: hu", with: "code: ../hu", in: "languages.yaml").count >= 2)
    #expect(
      try faults(replacing: "code: hu", with: "code: es", in: "languages.yaml").contains(
        "languages.yaml: 'es' is listed twice"))
    #expect(
      try faults(replacing: "label: \"Magyar\", ", with: "", in: "languages.yaml") == [
        "languages.yaml: label of language 10 is missing"
      ])
  }

  @Test func `names all its faults at once`() throws {
    let found = try faults(in: "en.yaml") {
      $0.replacing("form_send: \"Send\"\n", with: "").replacing(
        "form_back: \"Back\"", with: "form_back: \"\"")
    }
    #expect(found.count == 2)
  }
}
