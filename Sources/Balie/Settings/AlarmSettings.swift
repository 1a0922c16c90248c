import Desk
import Foundation
import Phone

/// `alarm.onCall`: who is told at once of somebody in danger, and how.
enum AlarmSettings {
  private static let key = "alarm.onCall."

  /// Nil where no way is configured.
  static func onCall(_ reader: SettingsReader) throws -> OnCall? {
    let who = try reader.textIfAny(key + "who")
    let ways = try [command(reader), mail(reader), whatsapp(reader)].compactMap { $0 }
    if ways.isEmpty, who != nil {
      throw ConfigurationFault(key: "alarm.onCall", reason: "needs command, mail or whatsapp")
    }
    return ways.isEmpty ? nil : OnCall(who: who ?? "on-call", ways: ways)
  }

  /// A program, or a program and its arguments as a list; never a line for a shell.
  private static func command(_ reader: SettingsReader) throws -> OnCall.Way? {
    let key = key + "command"
    let isList = try reader.isList(key)
    guard let words = isList ? try reader.texts(key) : try reader.textIfAny(key).map({ [$0] }) else { return nil }
    guard let program = words.first, program.hasPrefix("/"), FileManager.default.isExecutableFile(atPath: program)
    else {
      throw ConfigurationFault(
        key: key, reason: "must be the full path of a program that may be run; arguments make it a list")
    }
    return .command(words)
  }

  private static func mail(_ reader: SettingsReader) throws -> OnCall.Way? {
    let key = key + "mail"
    guard let address = try reader.textIfAny(key) else { return nil }
    guard address.wholeMatch(of: /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+/) != nil else {
      throw ConfigurationFault(key: key, reason: "must be a bare address")
    }
    guard try reader.textIfAny("mail.outgoing.url") != nil else {
      throw ConfigurationFault(key: key, reason: "needs mail.outgoing")
    }
    return .mail(address)
  }

  /// A number alone, or with the account that sends and the template that Meta approved.
  private static func whatsapp(_ reader: SettingsReader) throws -> OnCall.Way? {
    let key = key + "whatsapp"
    let isBare = try reader.isText(key)
    guard let number = try reader.textIfAny(isBare ? key : key + ".to") else { return nil }
    guard case .number(let phone) = PhoneReader.read(number, region: "NL"), phone.isValid, number.hasPrefix("+") else {
      throw ConfigurationFault(key: isBare ? key : key + ".to", reason: "must be a number such as +31612345678")
    }
    let accounts = try reader.names("whatsapp")
    let account = try reader.textIfAny(key + ".account") ?? accounts.first
    guard let account, accounts.contains(account) else {
      throw ConfigurationFault(key: key + ".account", reason: "must be one of the accounts of whatsapp")
    }
    let template = try reader.textIfAny(key + ".template").map { name in
      OnCall.Template(name: name, language: try reader.textIfAny(key + ".language") ?? "nl")
    }
    return .whatsapp(to: phone.e164, account: account, template: template)
  }
}
