import Desk
import Foundation
import Phone
import Storage

/// What a colleague corrects of a callback, as typed; what is nil stays.
package struct Correction: Sendable {
  package var language: String?
  package var number: String?
  package var alsoSpeaks: [String]?
  package var alsoIssues: [String]?
  package var issue: String?
  package var windows: [CallWindow]?
  package var name: String?
  package var region: String?
  package var employer: String?

  package init(
    language: String? = nil, number: String? = nil, alsoSpeaks: [String]? = nil, issue: String? = nil,
    alsoIssues: [String]? = nil, windows: [CallWindow]? = nil, name: String? = nil, region: String? = nil,
    employer: String? = nil
  ) {
    self.language = language
    self.number = number
    self.alsoSpeaks = alsoSpeaks
    self.issue = issue
    self.alsoIssues = alsoIssues
    self.windows = windows
    self.name = name
    self.region = region
    self.employer = employer
  }

  /// Who corrects it.
  package struct Editor: Sendable {
    let adviser: AdviserID?
    let isCoordinator: Bool
    let actor: Actor
    let maySee: @Sendable (Callback) -> Bool

    package init(
      adviser: AdviserID?, isCoordinator: Bool, actor: Actor, maySee: @escaping @Sendable (Callback) -> Bool
    ) {
      self.adviser = adviser
      self.isCoordinator = isCoordinator
      self.actor = actor
      self.maySee = maySee
    }
  }

  /// In our words, with nothing left to check.
  fileprivate struct Checked: Sendable {
    var language: Language?
    var number: String?
    var edit = CallbackEvent.Edit()
    var personal: [Field] = []
  }

  fileprivate struct Field: Sendable {
    let name: String
    let path: any WritableKeyPath<Client, String?> & Sendable
    let value: String
  }
}

extension RequestDoor {
  /// Corrects a callback: the holder, a coordinator, or any colleague while it has no language or number that works. What
  /// was there stays in the trail, the person's data sealed.
  /// - Parameter version: as the editor saw it; nil when she doesn't say.
  /// - Throws: `Refusal.invalid` naming the field; `.staleVersion`; what `Callback.mayEdit` refuses.
  package func correct(
    _ id: ID<Callback>, _ correction: Correction, version: Int?, by editor: Correction.Editor
  ) async throws -> Callback {
    let checked = try check(correction)
    return try await store.change(id) { callback, writer in
      guard editor.maySee(callback) else { throw Refusal.notFound }
      try Callbacks.expect(version, of: callback, in: writer)
      try callback.mayEdit(editor.adviser, isCoordinator: editor.isCoordinator)
      if let language = checked.language {
        try callback.know(language, because: ["said by a colleague"], by: editor.actor, now: writer.now)
      }
      var client = try Clients.open(id, in: writer).use { $0 }
      if let number = checked.number, number != client.phone {
        callback.knowNumber(instead: client.phone, by: editor.actor, now: writer.now)
        client.phone = number
        client.phoneIsValid = true
      }
      try Self.correct(&callback, &client, checked, by: editor.actor, now: writer.now)
      try Clients.save(client, of: id, in: writer)
    }.callback
  }

  /// What differs from what is there, and only that.
  private static func correct(
    _ callback: inout Callback, _ client: inout Client, _ checked: Correction.Checked, by actor: Actor, now: Date
  ) throws(Refusal) {
    var edit = checked.edit
    if edit.issue == callback.issue { edit.issue = nil }
    if edit.alsoIssues == callback.alsoIssues { edit.alsoIssues = nil }
    if edit.windows == callback.received.windows { edit.windows = nil }
    if edit.alsoSpeaks == callback.received.alsoSpeaks { edit.alsoSpeaks = nil }
    var earlier: [String] = []
    for field in checked.personal where client[keyPath: field.path] ?? "" != field.value {
      edit.personal.append(field.name)
      if let old = client[keyPath: field.path] { earlier.append("earlier \(field.name): \(old)") }
      client[keyPath: field.path] = field.value.isEmpty ? nil : field.value
    }
    guard edit != CallbackEvent.Edit() else { return }
    callback.edit(edit, instead: earlier.isEmpty ? nil : earlier.joined(separator: "\n"), by: actor, now: now)
  }

  private func check(_ correction: Correction) throws(Refusal) -> Correction.Checked {
    var checked = Correction.Checked()
    checked.language = try language(correction.language, "language")
    if let typed = correction.number {
      guard case .number(let number) = PhoneReader.read(typed, region: rules.phoneRegion) else {
        throw .invalid(field: "number")
      }
      checked.number = number.e164
    }
    if let code = correction.issue {
      guard let issue = rules.issues[code]?.code else { throw .invalid(field: "issue") }
      checked.edit.issue = issue
    }
    if let codes = correction.alsoIssues {
      let issues = codes.compactMap { rules.issues[$0]?.code }
      guard issues.count == codes.count, Set(issues).count == issues.count, !issues.contains(.unknown) else {
        throw .invalid(field: "alsoIssues")
      }
      checked.edit.alsoIssues = issues
    }
    if let codes = correction.alsoSpeaks {
      var languages: [Language] = []
      for code in codes { if let language = try language(code, "alsoSpeaks") { languages.append(language) } }
      checked.edit.alsoSpeaks = languages
    }
    checked.edit.windows = correction.windows
    if let name = correction.name { checked.personal.append(.init(name: "name", path: \.name, value: name)) }
    if let region = correction.region { checked.personal.append(.init(name: "region", path: \.region, value: region)) }
    if let employer = correction.employer {
      checked.personal.append(.init(name: "employer", path: \.employer, value: employer))
    }
    return checked
  }

  private func language(_ code: String?, _ field: String) throws(Refusal) -> Language? {
    guard let code else { return nil }
    guard let language = rules.languages[code] else { throw .invalid(field: field) }
    return language
  }
}
