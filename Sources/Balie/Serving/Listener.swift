import ServiceLifecycle

/// One of the desk's addresses. When it can't be listened on, the start stops and says which setting is wrong.
struct Listener: Service {
  let key: String
  /// As the coordinator wrote it.
  let place: String
  let listening: Listening
  let server: any Service

  func run() async throws {
    do { try await server.run() } catch {
      guard !(error is CancellationError), await !listening.isOpen(key) else { throw error }
      throw ConfigurationFault(key: key, reason: "can't listen on \(place)")
    }
  }
}

/// Knows which addresses are listened on; ready when all are.
actor Listening {
  private var missing: Set<String>
  private var port = 0
  private let ready: @Sendable (Int) async -> Void

  init(of keys: Set<String>, ready: @escaping @Sendable (Int) async -> Void) {
    missing = keys
    self.ready = ready
  }

  func isOpen(_ key: String) -> Bool { !missing.contains(key) }

  /// - Parameter port: of the public address.
  func open(_ key: String, port: Int? = nil) async {
    if let port { self.port = port }
    guard missing.remove(key) != nil, missing.isEmpty else { return }
    await ready(self.port)
  }
}
