import Desk
import Forms
import Foundation
import Language
import Phone
import Storage

/// Makes of a form that was filled in elsewhere what it asks for, in one turn of the writer. A form provider can't be told
/// what is wrong, so nothing is refused: what the desk needs and the form doesn't say is asked of a colleague.
struct FormHearing: Sendable {
  let rules: DeskRules
  let ear: LanguageEar

  /// The same answers again are one submission; without a name for it, for this long (gateways.md A4.2: some senders
  /// repeat, and name nothing).
  static let sameFor: TimeInterval = 30 * 60

  func hear(_ submission: Submission, receivedAt: Date, in writer: Writer) throws {
    guard try isNew(submission, receivedAt: receivedAt, in: writer) else { return }
    let sentAt = Hearing.plausible(submission.filled.submission.sentAt, receivedAt: receivedAt)
    let number = phone(submission)
    let (language, because) = language(submission)
    let request = request(submission, askedAt: sentAt)
    let checked = RequestDoor.Checked(
      phone: number?.e164, language: language, alsoSpeaks: [], issue: rules.issues[request.issue]?.code ?? .unknown)
    let thread = try submission.filled.submission.id.flatMap {
      try Threads.find(channel: .form, account: submission.source, sender: $0, in: writer)
    }
    let id: ID<Callback>
    if let known = try thread?.callback ?? RequestDoor.waiting(request, checked, in: writer) {
      id = try RequestDoor.join(known, request, in: writer).0.id
    } else {
      id = try RequestDoor.open(request, checked, because: because, by: .client, in: writer).0.id
    }
    try complete(id, checked, because, in: writer)
    if thread == nil, let name = submission.filled.submission.id {
      try Threads.begin(
        channel: .form, account: submission.source, sender: name, callback: id, conversation: Conversation(),
        heardAt: sentAt, in: writer)
    }
    try keep(submission, id, hasNumber: number != nil, hasLanguage: language != nil, in: writer)
  }

  /// Notes what came, so that it counts once. Other answers under the same name are a correction, and are heard.
  private func isNew(_ submission: Submission, receivedAt: Date, in writer: Writer) throws -> Bool {
    let essence = submission.filled.essence
    if let id = submission.filled.submission.id {
      return try Seen.note(writer.vault.duplicateHash("form", submission.source, id, essence), in: writer)
    }
    // This stretch of time and the next: whatever the clock says, the same answers are known for one stretch at least.
    let stretch = Int(receivedAt.timeIntervalSince1970 / Self.sameFor)
    func note(_ stretch: Int) throws -> Bool {
      try Seen.note(
        writer.vault.duplicateHash("form without a name", submission.source, "\(stretch)", essence), in: writer)
    }
    let isNew = try note(stretch)
    _ = try note(stretch + 1)
    return isNew
  }

  // MARK: - What was answered

  private func phone(_ submission: Submission) -> PhoneNumber? {
    let country = submission.said(.country).uppercased()
    let region = country.wholeMatch(of: /[A-Z]{2}/) == nil ? rules.phoneRegion : country
    guard case .number(let number) = PhoneReader.read(submission.said(.phone), region: region) else { return nil }
    return number
  }

  /// By code ("pl", "pl-PL"), by name in any language ("Polski", "Pools"), else by what the person wrote.
  private func language(_ submission: Submission) -> (Language?, because: [String]) {
    let said = submission.said(.language)
    let code = String(said.lowercased().prefix { $0.isLetter })
    if let language = rules.languages[code] { return (language, ["chosen"]) }
    if case .language(let language, _) = ear.understand(ear.read(said)) { return (language, ["chosen"]) }
    if case .language(let language, let because) = ear.understand(submission.reading) { return (language, because) }
    return (nil, [])
  }

  private func request(_ submission: Submission, askedAt: Date) -> Request {
    let issue = submission.said(.issue)
    var request = Request(
      channel: .form, account: submission.source, name: submission.said(.name), phone: submission.said(.phone),
      language: language(submission).0?.code ?? "", issue: rules.issues[issue] == nil ? "" : issue,
      message: submission.said(.message), windows: windows(submission), region: submission.said(.region),
      agreed: consent(submission))
    request.employer = submission.said(.employer)
    request.askedAt = askedAt
    request.heard = suggestion(submission, sentAt: askedAt)
    return request
  }

  private func windows(_ submission: Submission) -> [CallWindow] {
    guard let wish = ear.read(submission.said(.window))?.wish else { return [] }
    return [CallWindow(wish, zone: rules.openingHours.zone)].compactMap { $0 }
  }

  /// Nil where nobody was asked.
  private func consent(_ submission: Submission) -> Bool? {
    guard let said = submission.filled.said[.consent] else { return nil }
    return !["no", "nee", "0", "false", "off"].contains(said.lowercased())
  }

  private func suggestion(_ submission: Submission, sentAt: Date) -> Suggestion {
    let clock = WallClock(zone: rules.openingHours.zone)
    return ear.suggestion(of: submission.reading, sentAt: sentAt, clock: clock)
      .raised(to: rules.issues[submission.said(.issue)])
  }

  // MARK: - What is kept of it

  /// A later delivery may bring what an earlier one lacked; it replaces nothing.
  private func complete(
    _ id: ID<Callback>, _ checked: RequestDoor.Checked, _ because: [String], in writer: Writer
  ) throws {
    try Callbacks.change(id, in: writer) { callback, writer in
      if let language = checked.language, callback.isWithoutLanguage {
        try callback.know(language, because: because, by: .client, now: writer.now)
      }
      if let phone = checked.phone, !callback.hasNumber {
        var client = try Clients.open(id, in: writer).use { $0 }
        (client.phone, client.phoneIsValid) = (phone, true)
        try Clients.save(client, of: id, in: writer)
        callback.knowNumber(by: .client, now: writer.now)
      }
    }
  }

  /// All answers, for the adviser; and for a coordinator what the desk can't go on without.
  private func keep(
    _ submission: Submission, _ id: ID<Callback>, hasNumber: Bool, hasLanguage: Bool, in writer: Writer
  ) throws {
    let filled = submission.filled
    let written = Marks.visible(filled.written)
    try Messages.append(Message(kind: "form", text: written), to: id, at: writer.now, in: writer)
    func show(_ kind: Inbox.Kind, _ subject: String, _ content: String? = nil) throws {
      try Inbox.put(
        kind, subject: subject, callback: id, channel: .form, account: submission.source, content: content, in: writer)
    }
    for file in filled.files { try show(.unreadMessage, "file", Marks.visible(file.name) + "\n" + file.content) }
    // Nobody can claim it yet, so whoever is to find out reads the answers there.
    if !hasNumber { try show(.number, submission.said(.phone).isEmpty ? "none given" : "can't be phoned", written) }
    if !hasLanguage { try show(.noAnswer, "needs_language", written) }
  }
}
