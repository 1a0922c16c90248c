extension Callback.State {
  /// As the outside knows it (contract.md).
  package var name: String {
    switch self {
    case .needsLanguage: "needs_language"
    case .needsNumber: "needs_number"
    case .waiting: "waiting"
    case .claimed: "claimed"
    case .resting: "resting"
    case .closed: "closed"
    }
  }
}
