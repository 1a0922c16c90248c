import Desk
import Foundation
import Storage

/// Finds those whom the desk asked something and who didn't answer: after two desk hours a person looks at them.
package struct Unanswered: Sendable {
  private let store: Store
  private let rules: DeskRules

  package init(store: Store, rules: DeskRules) {
    self.store = store
    self.rules = rules
  }

  /// - Returns: when to look again.
  package func step() async throws -> Date {
    try await store.write { [rules] writer in
      let since = writer.now - DeskRules.patienceMinutes * 60
      for callback in try Callbacks.unanswered(since: since, in: writer) {
        guard let asked = callback.askedAt, rules.isOverdue(questionAskedAt: asked, now: writer.now) else { continue }
        try Inbox.put(
          .noAnswer, subject: callback.state.name, callback: callback.id, channel: callback.received.channel,
          account: callback.received.account, in: writer)
      }
      return writer.now + 60
    }
  }
}

extension Callback {
  /// When the desk last asked for the language or the number, while it still waits for it.
  fileprivate var askedAt: Date? {
    switch state {
    case .needsLanguage(let asked), .needsNumber(let asked): asked
    case .waiting, .offered, .claimed, .resting, .closed: nil
    }
  }
}
