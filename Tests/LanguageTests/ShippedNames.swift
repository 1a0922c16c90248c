import Foundation
import Language

/// The names that ship, found from this file so that a test needs no working directory.
func shippedNames(_ path: String = #filePath) throws -> LanguageNames {
  var root = URL(filePath: path)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  return try LanguageNames(file: root.appending(path: "config/language_names.json"))
}

let twelve = ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"]
