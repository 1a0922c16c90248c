/// The shapes of what runs on an organisation's own site, and of nobody in particular.
extension ProviderShapes {
  /// Generic JSON registration: values, and a schema that has their labels.
  @Sendable static func openForms(_ tree: FormTree) -> FormSubmission? {
    guard tree["values"].isObject, tree["values_schema"].isObject || tree["metadata"].isObject else { return nil }
    var submission = FormSubmission("openforms")
    let (metadata, labels) = (tree["metadata"], tree["values_schema"]["properties"])
    submission.id = metadata["public_reference"].scalar
    submission.form = metadata["form_id"].scalar ?? metadata["form_name"].scalar
    submission.sent = metadata["registration_timestamp"].scalar
    submission.answers = tree["values"].fields.map {
      .init($0.key, label: labels[$0.key]["title"].scalar, $0.value)
    }
    return submission
  }

  /// A record for the Objects API, as an Open Forms registration sends it.
  @Sendable static func objectsAPI(_ tree: FormTree) -> FormSubmission? {
    guard tree["record"]["data"].isObject, tree["type"].scalar != nil else { return nil }
    var submission = FormSubmission("objects_api")
    let data = tree["record"]["data"]
    (submission.form, submission.sent) = (tree["type"].scalar, tree["record"]["startAt"].scalar)
    submission.id = tree["uuid"].scalar ?? data["public_reference"].scalar
    submission.answers = answers(data, except: ["public_reference"])
    return submission
  }

  /// CloudEvents 1.0 and its NL GOV profile: the source and the id together name an event.
  @Sendable static func cloudEvent(_ tree: FormTree) -> FormSubmission? {
    guard tree["specversion"].scalar == "1.0", let source = tree["source"].scalar, let id = tree["id"].scalar,
      let type = tree["type"].scalar
    else { return nil }
    var submission = FormSubmission("cloudevents")
    submission.id = "\(source) \(id)"
    (submission.form, submission.sent) = (type, tree["time"].scalar)
    let inner = read(tree["data"])
    (submission.answers, submission.isDraft) = (inner.answers, inner.isDraft)
    return submission
  }

  /// An entry, whose fields are numbers: "1", and "1.3" for a part of one.
  @Sendable static func gravityForms(_ tree: FormTree) -> FormSubmission? {
    let answers = tree.fields.filter { $0.key.wholeMatch(of: /\d+(\.\d+)?/) != nil }
    guard tree["form_id"] != .nothing, !answers.isEmpty else { return nil }
    var submission = FormSubmission("gravityforms")
    (submission.id, submission.form) = (tree["id"].scalar, tree["form_id"].scalar)
    submission.sent = tree["date_created"].scalar
    submission.isDraft = ["spam", "trash"].contains(tree["status"].scalar)
    submission.answers = answers.map { .init($0.key, $0.value) }
    return submission
  }

  /// Its own post, or a plug-in's.
  @Sendable static func contactForm7(_ tree: FormTree) -> FormSubmission? {
    guard tree.fields.contains(where: { $0.key.hasPrefix("_wpcf7") }) else { return nil }
    var submission = FormSubmission("cf7")
    submission.form = tree["_wpcf7"].scalar
    submission.answers = tree.fields
      .filter { !$0.key.hasPrefix("_") && !$0.key.hasSuffix("-response") }.map { .init($0.key, $0.value) }
    return submission
  }

  /// Remote Post: the answers, and what Drupal knows of the submission, on one level.
  @Sendable static func drupal(_ tree: FormTree) -> FormSubmission? {
    guard tree["webform_id"] != .nothing || (tree["sid"] != .nothing && tree["uuid"] != .nothing) else { return nil }
    var submission = FormSubmission("drupal")
    (submission.id, submission.form) = (tree["uuid"].scalar ?? tree["sid"].scalar, tree["webform_id"].scalar)
    submission.sent = tree["completed"].scalar ?? tree["created"].scalar
    submission.isDraft = ["1", "true"].contains(tree["in_draft"].scalar) || tree["in_draft"] == .yesNo(true)
    let own: Set = [
      "serial", "sid", "uuid", "token", "uri", "created", "completed", "changed", "in_draft", "current_page",
      "remote_addr", "uid", "langcode", "webform_id", "entity_type", "entity_id", "locked", "sticky", "notes", "data",
    ]
    submission.answers = answers(tree, except: own) + answers(tree["data"], except: [])
    return submission
  }

  /// Every field is an answer. An envelope `{"type", "timestamp", "data": {…}}`, as Standard Webhooks advises, is opened.
  static func plain(_ tree: FormTree) -> FormSubmission {
    var submission = FormSubmission("plain")
    guard tree["data"].isObject, tree["type"].scalar != nil || tree["event"].scalar != nil else {
      submission.answers = answers(tree, except: [])
      return submission
    }
    submission.sent = tree["timestamp"].scalar
    submission.form = tree["type"].scalar ?? tree["event"].scalar
    submission.answers = answers(tree["data"], except: ["id"])
    return submission
  }
}
