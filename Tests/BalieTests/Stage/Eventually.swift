import Testing

/// Looks again and again until there is something to see.
/// - Parameter what: finishes the sentence "never came: …".
func eventually<Value>(
  _ what: @autoclosure () -> String, within limit: Duration = .seconds(60),
  sourceLocation: SourceLocation = #_sourceLocation,
  _ look: () async throws -> Value?
) async throws -> Value {
  let end = ContinuousClock.now + limit
  while true {
    if let found = try await look() { return found }
    guard ContinuousClock.now < end else {
      Issue.record("never came: \(what())", sourceLocation: sourceLocation)
      throw NeverCame()
    }
    try await Task.sleep(for: .milliseconds(20))
  }
}

struct NeverCame: Error {}
