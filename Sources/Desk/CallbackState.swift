extension Callback.State {
  package static let names = ["needs_language", "needs_number", "waiting", "offered", "claimed", "resting", "closed"]

  /// As the outside knows it (contract.md).
  package var name: String {
    switch self {
    case .needsLanguage: "needs_language"
    case .needsNumber: "needs_number"
    case .waiting: "waiting"
    case .offered: "offered"
    case .claimed: "claimed"
    case .resting: "resting"
    case .closed: "closed"
    }
  }
}

extension Callback {
  /// What works is corrected by its holder or a coordinator; what is missing, by any colleague.
  package func mayEdit(_ adviser: AdviserID?, isCoordinator: Bool) throws(Refusal) {
    switch state {
    case .closed: throw .closed
    case .needsLanguage, .needsNumber: return
    case .claimed(let holder, let until):
      if holder != adviser && !isCoordinator { throw .held(by: holder, until: until) }
    case .waiting, .offered, .resting: if !isCoordinator { throw .notHolder }
    }
  }
}
