import CCurl

/// Why there is no answer. The one question that matters to a caller is whether the other side could have acted
/// on the call: after `notSent` it can be made again without harm, after the others it can't.
package enum TransferFailure: Error, Sendable, Equatable {
  /// Not one byte of the request left; or not the end of the letter, without which no server takes it.
  case notSent(Reason)
  /// The request left, wholly or partly, or the letter wholly, and what became of it is not known.
  case outcomeUnknown(Reason)
  /// The other side acted and answered, with more than `maxResponseBytes`.
  case tooLarge
  /// The caller's task was cancelled before so much left. After that it is `outcomeUnknown(.cancelled)`.
  case cancelled

  /// Kept as data beside the attempt; the raw values are stable.
  package enum Reason: String, Sendable, Codable, CaseIterable {
    case malformed
    case nameNotFound
    case unreachable
    case privateAddress
    case tls
    case timedOut
    case stalled
    case connectionLost
    case truncated
    case badAnswer
    /// The server lets nobody in by that name and password, or not into that mailbox.
    case denied
    /// The server said no to a command.
    case refused
    /// What was asked for isn't there (any more).
    case notFound
    case cancelled
    case shutDown
    case other
  }

  package var mayHaveActed: Bool {
    switch self {
    case .notSent, .cancelled: false
    case .outcomeUnknown, .tooLarge: true
    }
  }

  init(_ reason: Reason, sent: Bool) {
    switch (reason, sent) {
    case (.cancelled, false): self = .cancelled
    case (_, false): self = .notSent(reason)
    case (_, true): self = .outcomeUnknown(reason)
    }
  }
}

extension TransferFailure.Reason {
  init(_ code: CURLcode) {
    self =
      switch code {
      case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT: .malformed
      case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound
      case CURLE_COULDNT_CONNECT: .unreachable
      case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
        CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
        .tls
      case CURLE_OPERATION_TIMEDOUT: .timedOut
      // The last: libcurl wanted to send the body a second time and wasn't allowed to, see `givePayload`.
      case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM,
        CURLE_SEND_FAIL_REWIND:
        .connectionLost
      case CURLE_PARTIAL_FILE: .truncated
      case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .badAnswer
      case CURLE_LOGIN_DENIED: .denied
      case CURLE_QUOTE_ERROR: .refused
      case CURLE_REMOTE_FILE_NOT_FOUND: .notFound
      default: .other
      }
  }
}
