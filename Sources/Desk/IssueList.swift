/// What callbacks can be about, as the desk's file lists it (`config/issues.yaml`): codes, the areas of law on which is
/// reported, and what makes one urgent.
package struct IssueList: Sendable, Equatable {
  package struct Issue: Sendable, Equatable {
    package let code: IssueCode
    /// Of CBS table 85705NED, as they are written there.
    package let areas: [String]
    /// The code of LIST/NSMI, short: "WO-02".
    package let international: String?
    /// What choosing it on a form raises a callback to.
    package let urgency: Urgency?
    /// Can clients choose it on the form?
    package let onForm: Bool

    package init(code: IssueCode, areas: [String], international: String?, urgency: Urgency?, onForm: Bool) {
      self.code = code
      self.areas = areas
      self.international = international
      self.urgency = urgency
      self.onForm = onForm
    }
  }

  /// Kept with what a callback was closed as.
  package let version: String
  package let issues: [Issue]

  package init(version: String, issues: [Issue]) {
    self.version = version
    self.issues = issues
  }

  /// The codes that the program itself speaks of, and nothing about them.
  package static let bare = IssueList(
    version: "bare",
    issues: IssueCode.known.sorted().map {
      Issue(code: .stored($0), areas: [], international: nil, urgency: nil, onForm: false)
    })

  /// Nil for a code that isn't on the list.
  package subscript(code: String) -> Issue? { issues.first { $0.code.code == code } }
}
