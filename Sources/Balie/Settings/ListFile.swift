import Foundation
import Yams

/// A file of rows as coordinators write it: advisers, partners.
enum ListFile {
  /// - Throws: `ConfigurationFault` that names the file and what is wrong in it.
  static func read<Entries: Decodable>(_ file: URL, as: Entries.Type) throws -> Entries {
    let text: String
    do { text = try String(contentsOf: file, encoding: .utf8) } catch {
      throw ConfigurationFault(key: file.path, reason: "can't be read")
    }
    do { return try YAMLDecoder().decode(Entries.self, from: text) } catch let error as DecodingError {
      throw ConfigurationFault(key: file.path, reason: "\(error)")
    } catch { throw ConfigurationFault(key: file.path, reason: "isn't YAML: \(error)") }
  }
}
