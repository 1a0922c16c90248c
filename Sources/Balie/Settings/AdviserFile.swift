import Foundation
import Surface
import Yams

/// A list of advisers as coordinators write it.
enum AdviserFile {
  /// - Throws: `ConfigurationFault` that names the file and what is wrong in it.
  static func read(_ file: URL) throws -> AdviserEntries {
    let text: String
    do { text = try String(contentsOf: file, encoding: .utf8) } catch {
      throw ConfigurationFault(key: file.path, reason: "can't be read")
    }
    do { return try YAMLDecoder().decode(AdviserEntries.self, from: text) } catch let error as DecodingError {
      throw ConfigurationFault(key: file.path, reason: "\(error)")
    } catch { throw ConfigurationFault(key: file.path, reason: "isn't YAML: \(error)") }
  }
}
