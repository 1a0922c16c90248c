import Synchronization

/// What a task asks of libcurl's thread, and whom to tell what came of it.
enum Order: Sendable {
  case request(HTTPCall, Reply<HTTPAnswer>)
  case letter(MailCall, Reply<MailAnswer>)
  case mailbox(MailboxCall, Reply<[UInt8]>)

  var ticket: Ticket {
    switch self {
    case .request(_, let reply): reply.ticket
    case .letter(_, let reply): reply.ticket
    case .mailbox(_, let reply): reply.ticket
    }
  }

  /// Throws `.notSent(.malformed)` when libcurl won't take the call as it stands.
  func transfer() throws(TransferFailure) -> Transfer {
    switch self {
    case .request(let call, let reply): try HTTPTransfer(call, reply)
    case .letter(let mail, let reply): try MailTransfer(mail, reply)
    case .mailbox(let call, let reply): try MailboxTransfer(call, reply)
    }
  }

  func fail(_ failure: TransferFailure) {
    switch self {
    case .request(_, let reply): reply.fail(failure)
    case .letter(_, let reply): reply.fail(failure)
    case .mailbox(_, let reply): reply.fail(failure)
    }
  }
}

/// The task that waits for an answer. It is told once.
struct Reply<Answer: Sendable>: Sendable {
  let ticket: Ticket
  let continuation: CheckedContinuation<Result<Answer, TransferFailure>, Never>

  func succeed(_ answer: Answer) {
    continuation.resume(returning: .success(answer))
  }

  func fail(_ failure: TransferFailure) {
    continuation.resume(returning: .failure(failure))
  }
}

/// The part of a call that the caller's task and libcurl's thread share.
final class Ticket: Sendable {
  private let loop: CurlLoop
  private let isCancelled = Atomic<Bool>(false)

  init(loop: CurlLoop) {
    self.loop = loop
  }

  /// Why the transfer must end now.
  var interruption: TransferFailure.Reason? {
    if isCancelled.load(ordering: .acquiring) { return .cancelled }
    return loop.isStopping ? .shutDown : nil
  }

  func cancel() {
    isCancelled.store(true, ordering: .releasing)
    loop.wake()
  }
}
