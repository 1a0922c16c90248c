import Foundation
import Yams

/// Reads a folder of phrases and gathers everything that is wrong with it.
struct PhraseFolder {
  private let folder: URL
  private(set) var languages: [PhraseLanguage] = []
  private(set) var texts: [String: [String: PhraseText]] = [:]
  var faults: [String] = []

  init(_ folder: URL) { self.folder = folder }

  mutating func read() {
    readLanguages()
    for language in languages { readTexts(of: language.code) }
    findStrayFiles()
  }

  private mutating func readLanguages() {
    let file = "languages.yaml"
    guard let root = node(of: file) else { return }
    guard let entries = root.sequence, !entries.isEmpty else {
      faults.append("\(file): is not a list of languages")
      return
    }
    for (number, entry) in zip(1..., entries) {
      let value = { (key: String) in entry.mapping?[key]?.scalar?.string ?? "" }
      let language = PhraseLanguage(code: value("code"), label: value("label"), bcp47: value("bcp47"))
      for (key, text) in [("code", language.code), ("label", language.label), ("bcp47", language.bcp47)]
      where text.isEmpty { faults.append("\(file): \(key) of language \(number) is missing") }
      // The code becomes a file's name and a path of the site.
      if !language.code.isEmpty, language.code.wholeMatch(of: /[a-z]{2,3}/) == nil {
        faults.append("\(file): code '\(language.code)' is not two or three small letters")
      } else if languages.contains(where: { $0.code == language.code }) {
        faults.append("\(file): '\(language.code)' is listed twice")
      } else if !language.code.isEmpty {
        languages.append(language)
      }
    }
  }

  private mutating func readTexts(of code: String) {
    let file = "\(code).yaml"
    guard let root = node(of: file) else { return }
    guard let mapping = root.mapping else {
      faults.append("\(file): is not a list of 'key: \"text\"'")
      return
    }
    var found: [String: PhraseText] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard let source = value.scalar?.string else {
        faults.append("\(file): \(name): is not a text")
        continue
      }
      if let fault = Self.fault(in: source) { faults.append("\(file): \(name): \(fault)") }
      if let text = PhraseText(source) {
        found[name] = text
      } else {
        faults.append("\(file): \(name): has a brace that opens or closes nothing")
      }
    }
    texts[code] = found
  }

  private static func fault(in text: String) -> String? {
    if text.allSatisfy(\.isWhitespace) { return "is empty" }
    for scalar in text.unicodeScalars where scalar != "\n" {
      if scalar.properties.generalCategory == .control || scalar.properties.isBidiControl {
        return "holds the control character U+\(String(scalar.value, radix: 16, uppercase: true))"
      }
    }
    return nil
  }

  private mutating func node(of file: String) -> Node? {
    do {
      let data = try Data(contentsOf: folder.appending(path: file))
      guard let text = String(validating: data, as: UTF8.self) else {
        faults.append("\(file): is not UTF-8")
        return nil
      }
      if let node = try Yams.compose(yaml: text) { return node }
      faults.append("\(file): is empty")
    } catch let error as YamlError {
      faults.append("\(file): is not YAML: \(error)")
    } catch {
      faults.append("\(file): can't be read: \(error.localizedDescription)")
    }
    return nil
  }

  private mutating func findStrayFiles() {
    do {
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
      for file in files.sorted() where file.hasSuffix(".yaml") && file != "languages.yaml" {
        if !languages.contains(where: { "\($0.code).yaml" == file }) {
          faults.append("\(file): its language is not in languages.yaml")
        }
      }
    } catch {
      faults.append("\(folder.lastPathComponent): can't be listed: \(error.localizedDescription)")
    }
  }
}
