import Foundation

/// A message that the desk submits, checked against Meta's limits.
struct Submission: Sendable {
  /// As given: a number with or without `+`, or a user id ("NL.1349…").
  let input: String
  /// Digits, or the user id: what the phone is known by here.
  let number: String
  let isUserID: Bool
  /// What the phone shows.
  let text: String
  let choices: [PhoneMessage.Choice]
  let isList: Bool
  /// `biz_opaque_callback_data`, given back on every status.
  let opaque: String?

  init(_ body: SubmissionBody) throws(GraphError) {
    guard body.messagingProduct == "whatsapp" else {
      throw GraphError(400, 100, "The parameter messaging_product is required.")
    }
    // `to` wins when both are there.
    guard let input = body.to ?? body.recipient, !input.isEmpty else { throw .missing("to") }
    isUserID = body.to == nil
    number = isUserID ? input : input.filter { ("0"..."9").contains($0) }
    guard !number.isEmpty else { throw .invalid("'\(input)' is not a recipient") }
    guard (body.opaque ?? "").utf16.count <= 512 else {
      throw .invalid("biz_opaque_callback_data is too long")
    }
    self.input = input
    opaque = body.opaque
    let type = body.type ?? "text"
    isList = type == "interactive" && body.interactive?.type == "list"
    switch type {
    case "text": (text, choices) = (try Self.text(body), [])
    case "interactive": (text, choices) = try Self.menu(body)
    case "template": (text, choices) = (try Self.template(body), [])
    default: throw GraphError(400, 131051, "Unsupported message type", details: type)
    }
  }

  private static func text(_ body: SubmissionBody) throws(GraphError) -> String {
    guard let text = body.text?.body, !text.isEmpty else { throw .missing("text['body']") }
    // Meta doesn't say what it counts; the strictest is UTF-16.
    guard text.utf16.count <= 4096 else {
      throw GraphError(400, 100, "Param text['body'] must be at most 4096 characters long.")
    }
    return text
  }

  private static func menu(_ body: SubmissionBody) throws(GraphError) -> (String, [PhoneMessage.Choice]) {
    guard let menu = body.interactive else { throw .missing("interactive") }
    guard let text = menu.body?.text, !text.isEmpty else { throw .missing("interactive['body']") }
    guard text.utf16.count <= 1024 else { throw .invalid("interactive['body'] is longer than 1024") }
    let buttons = menu.action.buttons?.map(\.reply) ?? []
    let rows = menu.action.sections?.flatMap(\.rows) ?? []
    let choices = menu.type == "list" ? rows : buttons
    let most = menu.type == "list" ? (count: 10, title: 24, id: 200) : (count: 3, title: 20, id: 256)
    guard (1...most.count).contains(choices.count) else { throw .invalid("1 to \(most.count) choices") }
    guard
      choices.allSatisfy({
        (1...most.title).contains($0.title.utf16.count) && (1...most.id).contains($0.id.utf16.count)
      })
    else { throw .invalid("a title is 1 to \(most.title) characters, an id 1 to \(most.id)") }
    guard Set(choices.map(\.id)).count == choices.count,
      Set(choices.map(\.title)).count == choices.count || menu.type == "list"
    else { throw .invalid("two choices are the same") }
    if menu.type == "list" {
      guard (1...20).contains((menu.action.button ?? "").utf16.count) else {
        throw .invalid("action['button'] is 1 to 20 characters")
      }
    }
    return (text, choices)
  }

  private static func template(_ body: SubmissionBody) throws(GraphError) -> String {
    guard let template = body.template else { throw .missing("template") }
    let values = (template.components ?? []).flatMap { $0.parameters ?? [] }.compactMap(\.text)
    guard !values.contains(where: { $0.contains("\n") || $0.contains("\t") || $0.contains("    ") }) else {
      throw GraphError(400, 132012, "Parameter format does not match", details: "newline, tab or four spaces")
    }
    return "[\(template.name), \(template.language.code)] " + values.joined(separator: " · ")
  }
}
