import Desk
import Surface
import Words

/// `issues`: what callbacks can be about.
struct IssueRoutes: Sendable {
  let issues: IssueWords
  let languages: [String]

  var table: [Route] {
    [
      Route(
        .init(
          .get, "issues", "listIssues", "What callbacks can be about.", for: .desk, answer: .ok(IssueListBody.shape))
      ) { _ in
        try Answers.json(
          IssueListBody(
            version: issues.list.version,
            items: issues.list.issues.map { issue in
              let words = languages.map { ($0, issues.label(issue.code, in: $0)) }
              return IssueBody(issue, words: Dictionary(uniqueKeysWithValues: words))
            }))
      }
    ]
  }
}
