import Desk
import Foundation
import Language
import Phone

/// What a referrer's mail says of the person: whom to call, in which language. Never guesses.
struct MailFinding: Sendable {
  enum Number: Sendable, Equatable {
    case one(PhoneNumber)
    case none
    /// Which of them is the person's is for a colleague to see.
    case several
  }

  var number: Number
  /// Nil: none named, or more than one.
  var language: Language?
  var alsoSpeaks: [Language]
  var name: String
  var region: String
  /// What was written, without quoted mails and signature.
  let text: String
  /// The same with them, where that is more.
  let whole: String?
  let reading: MessageReading?
}

extension MailFinding {
  /// - Parameters:
  ///   - subject: names of languages may stand in it.
  ///   - region: the country whose numbers need no prefix.
  init(text: String, whole: String, subject: String, ear: LanguageEar, region: String) {
    let lines = LabelledLine.all(in: text)
    number = Self.number(lines, text, region)
    let named = Self.languages(lines, text, subject, ear)
    language = named.language
    alsoSpeaks = named.alsoSpeaks
    name = lines.first(.name)
    self.region = lines.first(.region)
    self.text = text
    self.whole = whole == text ? nil : whole
    reading = ear.read(text)
  }

  /// The one that is labelled as such; else the only one there is.
  private static func number(_ lines: [LabelledLine], _ text: String, _ region: String) -> Number {
    let labelled = lines.filter { $0.field == .phone }.flatMap { line -> [PhoneNumber] in
      if case .number(let number) = PhoneReader.read(line.value, region: region) { return [number] }
      return PhoneReader.find(in: line.value, region: region)
    }
    let found = labelled.isEmpty ? PhoneReader.find(in: text, region: region) : labelled
    guard let first = found.first else { return .none }
    return found.allSatisfy { $0.e164 == first.e164 } ? .one(first) : .several
  }

  /// Of what a mail is written in nothing follows: referrers write Dutch. So only names of languages count, those behind a
  /// label before all others. English and Dutch beside another are what the person speaks too.
  private static func languages(_ lines: [LabelledLine], _ text: String, _ subject: String, _ ear: LanguageEar) -> (
    language: Language?, alsoSpeaks: [Language]
  ) {
    let labelled = lines.filter { $0.field == .language }.flatMap { ear.named(in: $0.value) }
    let named = labelled.isEmpty ? ear.named(in: subject + "\n" + text) : labelled
    let distinct = named.enumerated().filter { named.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    let own = distinct.filter { !ear.isBridge($0) }
    if own.count == 1 { return (own[0], distinct.filter { $0 != own[0] }) }
    return own.isEmpty && distinct.count == 1 ? (distinct[0], []) : (nil, [])
  }
}

/// A line such as "Telefoon: 06 12345678".
private struct LabelledLine {
  let field: MailLabels.Field
  let value: String

  static func all(in text: String) -> [LabelledLine] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      guard line.utf8.count <= 500, let colon = line.firstIndex(where: { $0 == ":" || $0 == "=" }),
        let field = MailLabels.field(line[..<colon])
      else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return value.isEmpty ? nil : LabelledLine(field: field, value: value)
    }
  }
}

extension [LabelledLine] {
  /// At most a hundred characters; empty where nothing is labelled so.
  fileprivate func first(_ field: MailLabels.Field) -> String {
    first { $0.field == field }.map { String($0.value.prefix(100)) } ?? ""
  }
}

extension LanguageEar {
  /// Languages of the desk that a text about somebody names.
  func named(in text: String) -> [Language] {
    reader.languages.named(in: text).compactMap { languages[$0] }
  }

  func isBridge(_ language: Language) -> Bool { reader.languages.isBridge(language.code) }
}
