/// What of a submission means what to the desk.
package struct FormMapping: Sendable, Equatable {
  /// Named as in the configuration. `country` says in which country a number without + is; `id`, `form` and `sent`
  /// replace what the provider's shape says of itself.
  package enum Field: String, CaseIterable, Sendable {
    case name, phone, country, language, issue, message, window, region, employer, consent, id, form, sent
  }

  /// In turn: the first that was answered counts.
  package var fields: [Field: [FormSelector]] = [:]
  /// What an answer stands for: "Loon" for `employment.wages`. Keys in lower case.
  package var values: [Field: [String: String]] = [:]
  /// Where nothing was answered.
  package var always: [Field: String] = [:]
  /// Questions, by key or label, whose answers are not kept.
  package var hide: [FormSelector] = []
  package var keepsBSN = false

  package init() {}

  /// Everything that one delivery holds; nil when it isn't what its type says.
  package func read(_ delivery: FormDelivery) -> [FilledForm]? {
    ProviderShapes.read(delivery, keepsBSN: keepsBSN)?.map { read($0, $1) }
  }

  private func read(_ body: FormTree, _ submission: FormSubmission) -> FilledForm {
    var submission = submission
    submission.answers.removeAll { answer in hide.contains { $0.names(answer) } }
    var said: [Field: String] = [:]
    for field in Field.allCases {
      let found = (fields[field] ?? []).lazy.compactMap { $0.text(in: body, submission) }.first
      said[field] = found.map { values[field]?[$0.lowercased()] ?? $0 } ?? always[field]
    }
    submission.id = (said[.id] ?? submission.id).flatMap { (1...512).contains($0.utf8.count) ? $0 : nil }
    submission.form = said[.form] ?? submission.form
    submission.sent = said[.sent] ?? submission.sent
    let ofPerson = [Field.name, .phone, .country, .language, .region, .consent].flatMap { fields[$0] ?? [] }
    let words = submission.answers
      .filter { answer in !ofPerson.contains { $0.names(answer) } && answer.value.files.isEmpty }
      .compactMap(\.value.answer)
    return FilledForm(submission: submission, said: said, words: words)
  }
}

/// A submission, read by a mapping.
package struct FilledForm: Sendable, Equatable {
  package let submission: FormSubmission
  package let said: [FormMapping.Field: String]
  /// What the person answered to everything but who and where they are: to be looked through for danger.
  package let words: [String]

  /// All answers in the form's order, for an adviser to read.
  package var written: String {
    let about = [("form", submission.form), ("submission", submission.id), ("sent", submission.sent)]
      .compactMap { name, value in value.map { "\(name): \($0)" } }
    let answers = submission.answers.compactMap { answer in answer.value.answer.map { "\(answer.label): \($0)" } }
    return (about + answers).joined(separator: "\n")
  }

  /// The answers alone: what makes two deliveries of one submission the same.
  package var essence: String {
    submission.answers.map { "\($0.key)\u{1F}\($0.value.answer ?? "")" }.joined(separator: "\u{1E}")
  }

  package var files: [FormTree.File] { submission.answers.flatMap(\.value.files) }

  package var isEmpty: Bool { submission.answers.allSatisfy { $0.value.answer == nil } }
}
