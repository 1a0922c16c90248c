import Foundation
import Language

/// What ships, found from this file so that a test needs no working directory.
func shipped(_ name: String, _ path: String = #filePath) -> URL {
  var root = URL(filePath: path)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  return root.appending(path: "config").appending(path: name)
}

func shippedNames() throws -> LanguageNames { try LanguageNames(file: shipped("language_names.json")) }

/// Read once: making the tables takes its time.
private let folder = Result { try LanguageFolder(shipped("language"), names: shippedNames()) }

func shippedFolder() throws -> LanguageFolder { try folder.get() }

let twelve = ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"]

/// One for all tests.
private let reader = Result { MessageReader(try folder.get(), offered: twelve) }

func shippedReader() throws -> MessageReader { try reader.get() }
