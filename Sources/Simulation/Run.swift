import Desk
import Foundation

/// What became of one request.
package struct Run: Sendable {
  package struct Call: Sendable {
    package let at: Date
    package let position: Double
    package let adviser: Int
    package let language: Language
    package let minutes: Double
  }

  package internal(set) var clockStart: Date?
  package internal(set) var firstWindowEnds: Date?
  var startPosition = 0.0
  var createdPosition = 0.0
  var waits = false
  package private(set) var calls: [Call] = []
  package private(set) var isReached = false

  package var attempts: Int { calls.count }

  /// Desk minutes from the start of the clock to the first attempt. Nil when nobody called.
  package var wait: Double? { calls.first.map { max(0, $0.position - startPosition) } }

  mutating func note(_ call: Call, answered: Bool) {
    calls.append(call)
    if answered { isReached = true }
  }
}
