import Foundation
import Testing
import Web
import Words

private let twelve = ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"]

@Suite struct `The form page` {
  let pages: FormPages
  let phrases: Phrases

  init() throws {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    phrases = try Phrases(folder: root.appending(path: "config/phrases"), languages: twelve)
    let issues = try IssueWords(file: root.appending(path: "config/issues.yaml"), languages: twelve)
    pages = try FormPages(phrases: phrases, issues: issues, service: "Het \"Loket\" & Co", region: "NL")
  }

  @Test(arguments: twelve)
  func `is whole in every language`(language: String) throws {
    let page = try #require(pages.form(in: language))
    #expect(page.contains("<html lang=\"\(language)"))
    #expect(page.matches(of: /<h1>/).count == 1)
    #expect(
      page.contains("<option value=\"\(language)\" lang=\"") && page.matches(of: /\ selected>/).count == 4)
    #expect(page.contains("<option value=\"NL\" selected>") && page.contains("(+48)</option>"))
    #expect(page.matches(of: /<option value="housing.homeless">/).count == 1 && !page.contains("value=\"criminal\""))
    #expect(page.contains("name=\"website\" type=\"text\" tabindex=\"-1\""))
    #expect(page.contains("action=\"/\(language)\"") && page.contains("112"))
    for field in FormField.allCases {
      #expect(page.matches(of: try Regex(" name=\"\(field.rawValue)\"")).count == 1)
      #expect(page.contains("<label for=\"\(field.rawValue)\">"))
    }
    for other in phrases.languages {
      #expect(page.contains("<a href=\"/\(other.code)\" lang=\"\(other.bcp47)\" hreflang=\"\(other.bcp47)\""))
    }
    #expect(!page.contains("{{") && !page.contains("<script") && !page.contains("http"))
    #expect(!page.contains("aria-invalid") && !page.contains("role=\"alert\""))
  }

  @Test func `isn't there in a language that isn't offered`() {
    #expect(pages.form(in: "fr") == nil && pages.thanks(in: "fr", reference: "1") == nil)
  }

  @Test func `shows what was typed, and what to mend`() throws {
    let fields = try FormFields(
      urlencoded: Array(
        "name=Ay%C5%9Fe&phone=12&language=pl&issue=tax&message=%0Aeen&window=12-17&consent=yes".utf8))
    let page = try #require(pages.form(in: "tr", fields, errors: [FormError(.phone, .errorPhone)]))
    #expect(
      page.contains("value=\"Ayşe\"")
        && page.contains("value=\"12\" aria-invalid=\"true\" aria-describedby=\"phone-error\""))
    #expect(page.contains("id=\"phone-error\">Bu telefon numarası"))
    #expect(page.contains("<li><a href=\"#phone\">Telefon numarası: ") && page.contains("role=\"alert\""))
    #expect(
      page.contains("<option value=\"pl\" lang=\"pl-PL\" selected>")
        && page.contains("value=\"tax\" selected"))
    #expect(page.contains("value=\"12-17\" selected") && page.contains("value=\"yes\" checked>"))
    // A browser drops the first line end of a textarea; the typed one must be the second.
    #expect(page.contains("dir=\"auto\">\n\neen</textarea>"))
    #expect(page.matches(of: /aria-invalid/).count == 1)
  }

  /// U+0301 makes one Swift character with the sign before it, U+0600 with the sign after it.
  @Test(arguments: [
    "\"><script>", "\"\u{0301} onfocus=x ", "\u{0600}<script>", "</textarea><script>",
    "'\u{200D}&amp;{{name}}",
  ])
  func `never lets typed text become markup`(hostile: String) throws {
    var fields = FormFields(language: "pl")
    (fields.name, fields.phone, fields.message, fields.region) = (hostile, hostile, hostile, hostile)
    (fields.issue, fields.window, fields.language) = (hostile, hostile, hostile)
    let page = try #require(pages.form(in: "pl", fields, errors: [FormError(.name, .errorLong)]))
    let plain = try #require(
      pages.form(in: "pl", FormFields(language: "pl"), errors: [FormError(.name, .errorLong)]))
    for sign: Unicode.Scalar in ["<", ">", "\"", "'"] {
      #expect(page.unicodeScalars.count { $0 == sign } == plain.unicodeScalars.count { $0 == sign })
    }
  }

  @Test func `escapes the name of the service`() throws {
    #expect(try #require(pages.form(in: "nl")).contains("Het &quot;Loket&quot; &amp; Co"))
  }

  @Test func `thanks with the reference`() throws {
    let page = try #require(pages.thanks(in: "en", reference: "4821-7736"))
    #expect(page.contains("Your request number is 4821-7736.") && page.contains("href=\"/en\""))
  }

  @Test func `lists the languages for a browser that asks for none`() {
    let page = pages.languageChoice()
    for language in phrases.languages { #expect(page.contains(">\(language.label)</a>")) }
    #expect(page.matches(of: /<h1>/).count == 1 && !page.contains("aria-current=\"page\""))
  }

  @Test func `has the style its content security policy allows`() throws {
    let page = try #require(pages.form(in: "en"))
    let style = try #require(page.firstMatch(of: /(?s)<style>(.*?)<\/style>/)).1
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(style.utf8))
    try input.fileHandleForWriting.close()
    let hex = String(decoding: output.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
    process.waitUntilExit()
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(hex.dropFirst($0).prefix(2), radix: 16)
    }
    let hash = "'sha256-\(Data(bytes).base64EncodedString())'"
    #expect(FormStyle.contentSecurityPolicy.contains(hash), "put \(hash) into FormStyle")
    #expect(!page.contains("style=\""))
  }
}
