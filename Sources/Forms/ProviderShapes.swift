/// Knows each provider's form by its shape (gateways.md A4.3), so that nobody has to name it.
package enum ProviderShapes {
  private static let known: [@Sendable (FormTree) -> FormSubmission?] = [
    typeform, tally, jotform, openForms, objectsAPI, cloudEvent, formstack, cognito, gravityForms, contactForm7, drupal,
  ]

  /// Nil for a delivery that isn't what its type says.
  package static func read(_ delivery: FormDelivery, keepsBSN: Bool = false) -> [(FormTree, FormSubmission)]? {
    delivery.trees.map { trees in
      trees.map { tree in
        let open = keepsBSN ? tree : CitizenNumbers.dropped(from: tree)
        return (open, read(open, deliveredAs: delivery.headers["webhook-id"] ?? delivery.headers["svix-id"]))
      }
    }
  }

  static func read(_ tree: FormTree, deliveredAs delivery: String? = nil) -> FormSubmission {
    var submission = known.lazy.compactMap { $0(tree) }.first ?? plain(tree)
    submission.id = submission.id ?? delivery
    return submission
  }

  // MARK: - JSON of their own

  @Sendable private static func typeform(_ tree: FormTree) -> FormSubmission? {
    let response = tree["form_response"]
    guard response.isObject else { return nil }
    var submission = FormSubmission("typeform")
    (submission.id, submission.form) = (response["token"].scalar, response["form_id"].scalar)
    submission.sent = response["submitted_at"].scalar
    submission.isDraft = tree["event_type"].scalar == "form_response_partial"
    let questions = response["definition"]["fields"].items
    submission.answers = response["answers"].items.map { answer in
      let (id, ref) = (answer["field"]["id"].scalar, answer["field"]["ref"].scalar)
      // An answered field may be missing in the definition.
      let question = questions.first { id != nil && $0["id"].scalar == id || ref != nil && $0["ref"].scalar == ref }
      return .init(ref ?? id ?? "?", label: question?["title"].scalar, typeformValue(answer))
    }
    submission.answers += response["hidden"].fields.map { .init($0.key, $0.value) }
    return submission
  }

  private static func typeformValue(_ answer: FormTree) -> FormTree {
    let value = answer[answer["type"].scalar ?? "text"]
    let chosen = value["labels"].items + [value["label"], value["other"]].filter { $0 != .nothing }
    guard chosen.isEmpty else { return chosen.count == 1 ? chosen[0] : .list(chosen) }
    return value
  }

  @Sendable private static func tally(_ tree: FormTree) -> FormSubmission? {
    let data = tree["data"]
    guard case .list(let fields) = data["fields"], fields.allSatisfy({ $0["key"].scalar != nil }) else { return nil }
    var submission = FormSubmission("tally")
    submission.id = data["submissionId"].scalar ?? data["responseId"].scalar ?? tree["eventId"].scalar
    submission.form = data["formId"].scalar
    submission.sent = tree["createdAt"].scalar ?? data["createdAt"].scalar
    submission.answers = fields.compactMap { field in
      // Beside each list of ticked boxes stands a yes or no for every box.
      let options = field["options"].items
      if field["type"].scalar == "CHECKBOXES", options.isEmpty { return nil }
      let value = tallyValue(field["value"], options)
      return .init(field["key"].scalar ?? "?", label: field["label"].scalar, value)
    }
    return submission
  }

  /// Choices come as ids of options, a list even of one.
  private static func tallyValue(_ value: FormTree, _ options: [FormTree]) -> FormTree {
    func text(_ chosen: FormTree) -> FormTree {
      options.first { $0["id"].scalar != nil && $0["id"].scalar == chosen.scalar }.map { $0["text"] } ?? chosen
    }
    guard !options.isEmpty, case .list(let chosen) = value else { return options.isEmpty ? value : text(value) }
    return chosen.count == 1 ? text(chosen[0]) : .list(chosen.map(text))
  }

  /// A delivery, whose answers are JSON in the part `rawRequest`; or those answers alone.
  @Sendable private static func jotform(_ tree: FormTree) -> FormSubmission? {
    var submission = FormSubmission("jotform")
    let raw = tree["rawRequest"].scalar.flatMap(JSONText.read) ?? tree
    let answers = raw.fields.compactMap { field -> FormSubmission.Answer? in
      guard let name = field.key.firstMatch(of: /^q\d+_(.+)$/)?.1 else { return nil }
      return .init(field.key, label: String(name), field.value)
    }
    guard tree["rawRequest"] != .nothing || !answers.isEmpty else { return nil }
    submission.form = tree["formID"].scalar ?? raw["slug"].scalar?.split(separator: "/").last.map(String.init)
    submission.id = tree["submissionID"].scalar
    submission.sent = raw["submitDate"].scalar ?? submission.id.map { String($0.prefix(13)) }
    submission.answers = answers + raw.fields.filter { isUpload($0) }.map { .init($0.key, $0.value) }
    return submission
  }

  /// Uploads stand under the question's own name, as lists of addresses.
  private static func isUpload(_ field: FormTree.Field) -> Bool {
    !field.value.items.isEmpty && field.key.wholeMatch(of: /q\d+_.+/) == nil
      && field.value.items.allSatisfy { $0.scalar?.hasPrefix("http") == true }
  }

  @Sendable private static func formstack(_ tree: FormTree) -> FormSubmission? {
    guard tree["FormID"] != .nothing, tree["UniqueID"] != .nothing else { return nil }
    var submission = FormSubmission("formstack")
    (submission.form, submission.id) = (tree["FormID"].scalar, tree["UniqueID"].scalar)
    submission.answers = answers(tree, except: ["FormID", "UniqueID", "HandshakeKey"])
    return submission
  }

  @Sendable private static func cognito(_ tree: FormTree) -> FormSubmission? {
    guard tree["Form"]["InternalName"] != .nothing || tree["Form"]["Id"] != .nothing, tree["Id"] != .nothing else {
      return nil
    }
    var submission = FormSubmission("cognito")
    submission.form = tree["Form"]["InternalName"].scalar ?? tree["Form"]["Id"].scalar
    (submission.id, submission.sent) = (tree["Id"].scalar, tree["Entry"]["DateSubmitted"].scalar)
    submission.isDraft = tree["Entry"]["Status"].scalar == "Incomplete"
    submission.answers = answers(tree, except: ["Form", "Id", "Entry", "$etag", "$version"])
    return submission
  }

  static func answers(_ tree: FormTree, except technical: Set<String>) -> [FormSubmission.Answer] {
    tree.fields.filter { !technical.contains($0.key) }.map { .init($0.key, $0.value) }
  }
}
