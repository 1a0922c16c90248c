import ServiceLifecycle
import Synchronization

/// A mail server on loopback that keeps what it gets: the partners' mailboxes. Nothing is sent on.
package final class PretendMailbox: Sendable {
  private struct State {
    var mails: [ReceivedMail] = []
    var faults: MailFaults
    var port: Int?
  }

  private let state: Mutex<State>
  private let bell = Bell()

  package init(faults: MailFaults = MailFaults()) {
    state = Mutex(State(faults: faults))
  }

  package var faults: MailFaults {
    get { state.withLock { $0.faults } }
    set { state.withLock { $0.faults = newValue } }
  }

  /// The port it listens on, as soon as it does. Throws when the waiting task is cancelled.
  package var port: Int {
    get async throws { try await bell.first { state.withLock { $0.port } } }
  }

  /// What was kept, in the order it came; for one address, or for all.
  package func mails(to address: String? = nil) -> [ReceivedMail] {
    let mails = state.withLock { $0.mails }
    guard let address = address?.lowercased() else { return mails }
    return mails.filter { $0.to.contains { $0.lowercased() == address } }
  }

  /// Waits until there are that many. Throws when the waiting task is cancelled.
  package func mails(_ count: Int, to address: String? = nil) async throws -> [ReceivedMail] {
    try await bell.first {
      let mails = mails(to: address)
      return mails.count >= count ? mails : nil
    }
  }

  /// The mailbox as a service for a `ServiceGroup`; on 127.0.0.1; once for each `PretendMailbox`.
  /// - Parameter port: 0 takes any that is free.
  package func server(port: Int = 0) -> some Service {
    MailServer(mailbox: self, port: port)
  }

  func listens(on port: Int?) {
    state.withLock { $0.port = port }
    bell.ring()
  }

  func take(_ moment: MailFaults.Moment) -> MailFaults.Fault {
    state.withLock { $0.faults.take(moment) }
  }

  func keep(_ letter: MailDialogue.Letter) {
    state.withLock { $0.mails.append(ReceivedMail(letter, seq: $0.mails.count + 1)) }
    bell.ring()
  }
}
