/// A callback as the routing rule sees it. Moments are positions in desk minutes (`DeskMinutes`).
package struct Queued: Sendable, Equatable {
  package var id: Int64
  package var language: Language
  /// Best first.
  package var alsoSpeaks: [Language]
  package var urgency: Urgency
  /// An issue code, or an area of law.
  package var issue: String
  /// Only callable at some hours, which these are.
  package var hasWindow: Bool
  /// Who spoke with the person before.
  package var previous: AdviserID?
  /// When the person asked; for another try the moment it fell due.
  package var asked: Double
  /// The order in which people asked, on a clock that runs when the desk is closed too; `asked` where there is none.
  package var since: Double { onClock ?? asked }
  private let onClock: Double?

  package init(
    id: Int64, language: Language, alsoSpeaks: [Language] = [], urgency: Urgency = .normal, issue: String,
    hasWindow: Bool = false, previous: AdviserID? = nil, asked: Double,
    since: Double? = nil
  ) {
    self.id = id
    self.language = language
    self.alsoSpeaks = alsoSpeaks
    self.urgency = urgency
    self.issue = issue
    self.hasWindow = hasWindow
    self.previous = previous
    self.asked = asked
    onClock = since
  }
}

/// An adviser as the routing rule sees her.
package struct Candidate: Sendable, Equatable {
  package struct Tongue: Sendable, Equatable {
    package let language: Language
    /// How much more her language is needed than her others: -1 to 1.
    package let scarcity: Double
  }

  package let id: AdviserID
  package let tongues: [Tongue]
  /// Issue codes or areas of them.
  package let specialisms: [String]
  /// May anybody who waits have spoken with her before, or ask what she is a specialist in? When nobody does, no bonus can
  /// lift a later one above an earlier one, and a lane is looked at no further than its head.
  package var mayKnow = true
  package var mayBeSpecialist = true

  package init(id: AdviserID, languages: [Language], specialisms: [String], need: Need) {
    self.id = id
    self.specialisms = specialisms
    tongues = languages.map { language in
      let others = languages.filter { $0 != language }.map { need[$0] }.max() ?? 0
      return Tongue(language: language, scarcity: need[language] - others)
    }
  }

  package init(_ adviser: Adviser, need: Need) {
    self.init(
      id: adviser.id, languages: adviser.languages.map(\.language), specialisms: adviser.specialisms, need: need)
  }

  /// The language in which she'd speak with the person: the person's own before a second one.
  package func tongue(for queued: Queued) -> Tongue? {
    if let own = tongues.first(where: { $0.language == queued.language }) { return own }
    for second in queued.alsoSpeaks {
      if let found = tongues.first(where: { $0.language == second }) { return found }
    }
    return nil
  }

  /// A specialism is the issue itself, or the area it belongs to.
  package func isSpecialist(in issue: String) -> Bool {
    specialisms.contains { $0 == issue || (issue.hasPrefix($0) && issue.dropFirst($0.count).first == ".") }
  }
}
