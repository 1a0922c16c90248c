import Foundation

/// The master key, and what is wrong with where it lies.
enum SecretSettings {
  /// No reason to stand still, but to be told.
  static func warnings(_ reader: SettingsReader) throws -> [String] {
    var warnings: [String] = []
    var status = stat()
    if stat(String(try reader.text("secrets.masterKey").dropFirst(5)), &status) == 0, status.st_mode & 0o077 != 0 {
      warnings.append("secrets.masterKey: others on this machine may read the file; chmod 600 it")
    }
    return warnings
  }

  /// 32 random bytes in base64, in a file of its owner's alone; never from the environment.
  static func masterKey(_ reader: SettingsReader) throws -> Data {
    let key = "secrets.masterKey"
    let text = try reader.text(key)
    guard text.hasPrefix("file:") else { throw ConfigurationFault(key: key, reason: "must be file:PATH") }
    guard let bytes = Data(base64Encoded: try reader.secret(key)), bytes.count == 32 else {
      throw ConfigurationFault(key: key, reason: "must be 32 bytes in base64")
    }
    return bytes
  }
}
