import ArgumentParser
import Foundation
import Forms
import Phone
import Surface
import Terminal

/// Other people's forms. Reads the configuration and a file; no desk needs to run, and no secret is read.
struct FormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "What the desk makes of a form provider's deliveries.",
    subcommands: [FormTryCommand.self])
}

struct FormTryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try", abstract: "Shows what a mapping takes out of one delivery.",
    discussion:
      "Post your provider's test to a file first; then mend the mapping until everything stands where it should.")

  @Argument(help: "A file with the body of one delivery.", completion: .file()) var file: String
  @Option(name: .long, help: "The source in the configuration whose mapping is tried.") var source: String?
  @Option(name: .long, help: "A mapping's file instead, such as config/forms/tally.yaml.", completion: .file())
  var mapping: String?
  @Option(name: .long, help: "The desk's configuration file.") var config = "config/balie.yaml"
  @Option(name: .long, help: "The Content-Type of the delivery; else by the file's name: .json, .form, .multipart.")
  var type: String?
  @OptionGroup var output: Output

  func validate() throws {
    if (source == nil) == (mapping == nil) { throw ValidationError("Say --source or --mapping.") }
  }

  func run() async throws {
    let body = try Data(contentsOf: URL(filePath: file))
    let delivery = FormDelivery(headers: ["content-type": type ?? Self.type(of: file, body)], body: body)
    let (mapping, region) = try whose()
    guard let forms = mapping.read(delivery) else {
      throw Failed(.refused, "The desk can't read this as what its type says; a coordinator would see it as it came.")
    }
    let tried = forms.map { TriedForm($0, region: region) }
    if output.json { return Speech.json(try Wire.encode(tried)) }
    for form in tried { form.say() }
  }

  private func whose() throws -> (FormMapping, region: String) {
    if let mapping { return (try FormSettings.mapping(file: URL(filePath: mapping)), "NL") }
    let reader = try SettingsReader(file: URL(filePath: config), environment: ProcessInfo.processInfo.environment)
    let known = try reader.names("forms")
    guard let source, known.contains(source) else {
      throw ConfigurationFault(
        key: "forms.\(source ?? "")", reason: "is not there; there are: \(known.joined(separator: " "))")
    }
    return (try FormSettings.mapping(reader, "forms.\(source)."), try reader.textIfAny("desk.phoneRegion") ?? "NL")
  }

  /// A multipart body names its boundary in its first line.
  private static func type(of file: String, _ body: Data) -> String {
    switch URL(filePath: file).pathExtension {
    case "form": return "application/x-www-form-urlencoded"
    case "multipart":
      let line = String(decoding: body.prefix(300), as: UTF8.self).prefix { !$0.isNewline }
      return "multipart/form-data; boundary=\"\(line.dropFirst(2))\""
    case _: return "application/json"
    }
  }
}

/// One submission, as the mapping reads it.
private struct TriedForm: Encodable {
  let provider: String
  let form: String?
  let submission: String?
  let sent: String?
  let isDraft: Bool
  let fields: [String: String]
  /// As the desk would call it.
  let number: String?
  let answers: [Answer]

  struct Answer: Encodable {
    let key: String
    let label: String
    let answer: String?
  }

  init(_ filled: FilledForm, region: String) {
    let submission = filled.submission
    provider = submission.provider
    (form, self.submission, sent, isDraft) = (submission.form, submission.id, submission.sent, submission.isDraft)
    fields = Dictionary(uniqueKeysWithValues: filled.said.map { ($0.key.rawValue, $0.value) })
    let country = filled.said[.country]?.uppercased() ?? region
    number = filled.said[.phone].flatMap { typed in
      if case .number(let number) = PhoneReader.read(typed, region: country) { number.e164 } else { nil }
    }
    answers = submission.answers.map { .init(key: $0.key, label: $0.label, answer: $0.value.answer) }
  }

  func say() {
    let about = [form.map { "form \($0)" }, submission.map { "submission \($0)" }, sent.map { "sent \($0)" }]
    Speech.say(
      ([provider] + about.compactMap { $0 } + (isDraft ? ["a draft: opens nothing"] : []))
        .map { Visible($0).text }.joined(separator: "   "))
    for field in FormMapping.Field.allCases {
      guard let said = fields[field.rawValue] else { continue }
      Speech.outside("\(field.rawValue): " + (field == .phone ? "\(said)  (\(number ?? "can't be phoned"))" : said))
    }
    Speech.say("Answers, by key and label:")
    for answer in answers {
      let name = answer.label == answer.key ? answer.key : "\(answer.key)  \(answer.label)"
      Speech.outside("\(name): \(answer.answer ?? "")")
    }
  }
}
