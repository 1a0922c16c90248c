import Desk

/// Something that a callback can be about, as the desk's list has it.
package struct IssueBody: Described {
  package var code: String
  package var areas: [String]
  package var international: String?
  package var urgency: Urgency?
  /// Language to words.
  package var words: [String: String]

  package static let schema = Schema.Object(
    "Issue", "Something that a callback can be about.",
    [
      .always("code", .issue), .always("areas", .list(.text()), "Areas of law, as CBS table 85705NED has them."),
      .maybe("international", .text(), "The code of LIST/NSMI, such as WO-02."),
      .maybe("urgency", .one(of: Urgency.self), "What choosing it on the form raises a callback to."),
      .always("words", .map(.text()), "What clients call it, by language."),
    ])

  package init(_ issue: IssueList.Issue, words: [String: String]) {
    code = issue.code.code
    areas = issue.areas
    international = issue.international
    urgency = issue.urgency
    self.words = words
  }
}

/// The whole list, with its version.
package struct IssueListBody: Described {
  package var version: String
  package var items: [IssueBody]

  package static let schema = Schema.Object(
    "IssueList", "What callbacks can be about.",
    [.always("version", .text(), "Kept with every close."), .always("items", .list(IssueBody.shape))])

  package init(version: String, items: [IssueBody]) {
    self.version = version
    self.items = items
  }
}
