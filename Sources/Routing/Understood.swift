import Desk
import Storage

/// By which rules a callback's language was understood, and what its messages suggest, in the order in which they came.
package struct Understood: Sendable {
  package private(set) var languageRules: [String] = []
  package private(set) var suggestions: [Suggestion] = []

  init(_ trail: [Callback.Recorded]) {
    for recorded in trail {
      if case .received(let received) = recorded.event { languageRules += received.because }
      if case .languageKnown(_, let because) = recorded.event { languageRules += because }
      if case .suggested(let suggestion) = recorded.event { suggestions.append(suggestion) }
    }
  }
}

extension Matcher {
  package func understood(_ id: ID<Callback>) async throws -> Understood {
    try await store.read { Understood(try Trail.events(of: id, in: $0)) }
  }
}
