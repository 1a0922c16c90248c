import Desk
import Foundation
import Phone
import Storage

/// Takes whole requests in.
package struct RequestDoor: Sendable {
  let store: Store
  package let rules: DeskRules
  private let ear: LanguageEar

  package init(store: Store, rules: DeskRules, ear: LanguageEar) {
    self.store = store
    self.rules = rules
    self.ear = ear
  }

  /// One transaction; when it returns, everything is on the disk. A person who is waiting already through the same
  /// door keeps that callback, and gets a reference of this post all the same: so a stranger who posts somebody's
  /// number learns nothing.
  /// - Throws: `Request.Faults`, all at once.
  package func take(_ request: Request, by actor: Actor) async throws -> (callback: Callback, reference: Reference) {
    let checked = try check(request)
    var request = request
    request.heard = heard(request)
    return try await store.write { [request] in try Self.take(request, checked, by: actor, in: $0) }
  }

  static func take(
    _ request: Request, _ checked: Checked, because: [String] = ["chosen"], by actor: Actor, in writer: Writer
  ) throws -> (callback: Callback, reference: Reference) {
    try checkReferrer(request, in: writer)
    if let id = try waiting(request, checked, in: writer) { return try join(id, request, in: writer) }
    return try open(request, checked, because: because, by: actor, in: writer)
  }

  /// Our own form and colleagues give both, a form provider perhaps neither.
  struct Checked {
    let phone: String?
    let language: Language?
    let alsoSpeaks: [Language]
    let issue: IssueCode
  }

  package var clock: @Sendable () -> Date { store.clock }

  /// The number as the desk would dial it; nil when nobody can be called there.
  package func number(of request: Request) -> String? {
    guard
      case .number(let number) = PhoneReader.read(
        request.phone, region: request.country.nonEmpty ?? rules.phoneRegion)
    else { return nil }
    return number.e164
  }

  /// What is probably a program's, for a coordinator to look at. So many lie there at most: a flood doesn't bury the inbox.
  package func keepSuspect(_ request: Request, trap: String) async throws {
    let lines = [
      ("name", request.name), ("phone", request.phone), ("language", request.language), ("message", request.message),
      ("hidden field", trap),
    ]
    let text = lines.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }.joined(separator: "\n")
    try await store.write { writer in
      guard try Inbox.count(of: .suspectPost, in: writer) < Self.mostSuspects else { return }
      try Inbox.put(
        .suspectPost, subject: "hidden field filled in", channel: request.channel, account: request.account,
        content: text, in: writer)
    }
  }

  private static let mostSuspects = 100

  /// What the words say, and what was chosen: danger raises the urgency, as in a message.
  private func heard(_ request: Request) -> Suggestion {
    let clock = WallClock(zone: rules.openingHours.zone)
    let reading = request.message.isEmpty ? nil : ear.read(request.message)
    return ear.suggestion(of: reading, sentAt: store.clock(), clock: clock)
      .raised(to: rules.issues[request.issue])
  }

  /// The callback of somebody who is waiting already through the same door.
  static func waiting(_ request: Request, _ checked: Checked, in reader: Reader) throws -> ID<Callback>? {
    try checked.phone.flatMap { try Clients.openCallback(withPhone: $0, channel: request.channel, in: reader) }
  }

  /// Everything that has to be mended, without taking anything in.
  package func faults(of request: Request) -> [Request.Fault] {
    do {
      _ = try check(request)
      return []
    } catch { return error.faults }
  }

  private func check(_ request: Request) throws(Request.Faults) -> Checked {
    var faults: [Request.Fault] = []
    var phone = ""
    switch PhoneReader.read(request.phone, region: request.country.nonEmpty ?? rules.phoneRegion) {
    case .number(let number): phone = number.e164
    case .impossible: faults.append(.phoneImpossible)
    case .notANumber: faults.append(request.phone.isEmpty ? .phoneMissing : .phoneImpossible)
    }
    let language = rules.languages[request.language]
    if language == nil { faults.append(.languageNotOffered) }
    let issue = request.issue.isEmpty ? .unknown : rules.issues[request.issue]?.code
    if issue == nil { faults.append(.issueUnknown) }
    let alsoSpeaks = request.alsoSpeaks.compactMap { rules.languages[$0] }
    if alsoSpeaks.count < request.alsoSpeaks.count { faults.append(.languageNotOffered) }
    guard let language, let issue, faults.isEmpty else { throw Request.Faults(faults: faults) }
    return Checked(phone: phone, language: language, alsoSpeaks: alsoSpeaks, issue: issue)
  }

  static func open(
    _ request: Request, _ checked: Checked, because: [String] = ["chosen"], by actor: Actor, in writer: Writer
  ) throws
    -> (Callback, Reference)
  {
    let reference = try References.fresh(in: writer)
    var callback = Callback.receive(
      try writer.next(in: .callback),
      .init(
        reference: reference, person: try writer.next(in: .person), channel: request.channel,
        account: request.account, language: checked.language, because: checked.language == nil ? [] : because,
        alsoSpeaks: checked.alsoSpeaks,
        issue: checked.issue, urgency: request.urgency,
        windows: request.windows, referredBy: request.referrer?.partner.name,
        hasNumber: checked.phone != nil, waitingSince: request.askedAt ?? writer.now),
      by: actor, now: writer.now)
    callback.suggest(request.heard, now: writer.now)
    var client = Client(
      name: request.name.nonEmpty, phone: checked.phone, phoneIsValid: checked.phone != nil,
      region: request.region.nonEmpty, employer: request.employer.nonEmpty, agreed: request.agreed)
    client.cautions = request.cautions
    try Callbacks.insert(callback, client, in: writer)
    try keepMessage(request, callback.id, in: writer)
    guard request.referrer?.feedback != nil else { return (callback.saved, reference) }
    let agreed = try Callbacks.change(callback.id, in: writer) { callback, writer in
      try agree(request, checked, &callback, by: actor, in: writer)
    }.callback
    return (agreed, reference)
  }

  static func join(_ id: ID<Callback>, _ request: Request, in writer: Writer) throws -> (Callback, Reference) {
    let reference = try References.fresh(in: writer)
    try References.insert(reference, id, in: writer)
    try keepMessage(request, id, in: writer)
    let callback = try Callbacks.change(id, in: writer) { callback, writer in
      callback.hear(now: writer.now)
      callback.suggest(request.heard, now: writer.now)
    }.callback
    try keepDifferences(request, callback, in: writer)
    return (callback, reference)
  }

  /// What the later post says otherwise is kept for the holder to read. It overwrites nothing: anybody may have posted it.
  private static func keepDifferences(_ request: Request, _ callback: Callback, in writer: Writer) throws {
    var client = try Clients.open(callback.id, in: writer).use { $0 }
    // Care harms nobody, whoever asked for it.
    let cautions = (request.cautions ?? []).filter { client.cautions?.contains($0) != true }
    if !cautions.isEmpty {
      client.cautions = (client.cautions ?? []) + cautions
      try Clients.save(client, of: callback.id, in: writer)
    }
    let windows = request.windows.map { "\($0.days.map(\.rawValue).joined(separator: " ")) \($0.from)-\($0.to)" }
    let said: [(String, String, Bool)] = [
      ("name", request.name, request.name != client.name), ("region", request.region, request.region != client.region),
      ("employer", request.employer, request.employer != client.employer),
      ("language", request.language, request.language != callback.language?.code),
      ("issue", request.issue, request.issue != callback.issue.code),
      ("window", windows.joined(separator: ", "), request.windows != callback.received.windows),
      ("urgency", request.urgency.rawValue, request.urgency > callback.received.urgency),
      (
        "referred by", request.referrer?.partner.name ?? "",
        request.referrer?.partner.name != callback.received.referredBy
      ),
      ("wants to be told", request.referrer?.feedback?.rawValue ?? "", true),
    ]
    let lines = said.filter { !$0.1.isEmpty && $0.2 }.map { "\($0.0): \($0.1)" }
    guard !lines.isEmpty else { return }
    try Messages.append(
      Message(kind: "posted again", text: lines.joined(separator: "\n")), to: callback.id, at: writer.now, in: writer)
  }

  private static func keepMessage(_ request: Request, _ id: ID<Callback>, in writer: Writer) throws {
    guard let text = request.message.nonEmpty else { return }
    try Messages.append(Message(kind: "text", text: text), to: id, at: writer.now, in: writer)
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
