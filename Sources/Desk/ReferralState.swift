extension Referral.State {
  /// As the outside knows it (contract.md).
  package var name: String {
    switch self {
    case .requested: "requested"
    case .received: "received"
    case .accepted: "accepted"
    case .declined: "declined"
    case .inProgress: "in_progress"
    case .completed: "completed"
    case .failed: "failed"
    case .revoked: "revoked"
    case .expired: "expired"
    }
  }

  package static let names = [
    "requested", "received", "accepted", "declined", "in_progress", "completed", "failed", "revoked", "expired",
  ]

  /// Out of what somebody said: a state, and the reason or the exit that belongs to it.
  /// - Throws: `Refusal.invalid` for a state that doesn't exist, for a no without a reason, for an end without an exit.
  package init(_ name: String, reason: Referral.Reason?, exit: Referral.Exit?) throws(Refusal) {
    func because() throws(Refusal) -> Referral.Reason {
      guard let reason else { throw .invalid(field: "reason") }
      return reason
    }
    switch name {
    case "received": self = .received
    case "accepted": self = .accepted
    case "declined": self = .declined(try because())
    case "in_progress": self = .inProgress
    case "completed":
      guard let exit else { throw .invalid(field: "exit") }
      self = .completed(exit)
    case "failed": self = .failed(try because())
    case "revoked": self = .revoked
    case "expired": self = .expired
    default: throw .invalid(field: "state")
    }
  }

  package var reason: Referral.Reason? {
    switch self {
    case .declined(let reason), .failed(let reason): reason
    case .requested, .received, .accepted, .inProgress, .completed, .revoked, .expired: nil
    }
  }

  package var exit: Referral.Exit? {
    switch self {
    case .completed(let exit): exit
    case .requested, .received, .accepted, .declined, .inProgress, .failed, .revoked, .expired: nil
    }
  }

  /// Nothing follows; links to it open no more.
  package var hasEnded: Bool {
    switch self {
    case .requested, .received, .accepted, .inProgress: false
    case .declined, .completed, .failed, .revoked, .expired: true
    }
  }

  /// How far it came, among the states that haven't ended.
  var rank: Int {
    switch self {
    case .requested: 0
    case .received: 1
    case .accepted: 2
    case .inProgress: 3
    case .declined, .completed, .failed, .revoked, .expired: 4
    }
  }

  /// What a partner may answer from here, in the order in which a page offers it.
  package var answers: [String] {
    switch self {
    case .requested, .received: ["accepted", "in_progress", "declined", "completed", "failed"]
    case .accepted: ["in_progress", "declined", "completed", "failed"]
    case .inProgress: ["completed", "failed"]
    case .declined, .completed, .failed, .revoked, .expired: []
    }
  }
}
