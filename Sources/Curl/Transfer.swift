import CCurl

/// One call in flight: libcurl's easy handle and what requests and letters have in common. Lives on libcurl's thread.
class Transfer {
  let easy: UnsafeMutableRawPointer
  let call: any Call
  let ticket: Ticket
  /// Tells the task that there is no answer.
  let fail: (TransferFailure) -> Void
  /// The URL's host by libcurl's own parser, so that the policy judges the host that is connected to.
  let host: String

  /// How much of the payload libcurl has taken, and whether it has been told that there is no more.
  var payloadTaken = 0
  var payloadEnded = false
  var metPrivateAddress = false
  /// Headers or recipients: libcurl doesn't copy them.
  private var list: UnsafeMutablePointer<curl_slist>?

  /// Throws `.notSent(.malformed)` when libcurl won't take the call as it stands.
  init(_ call: any Call, ticket: Ticket, fail: @escaping (TransferFailure) -> Void) throws(TransferFailure) {
    guard call.isWellFormed, let host = Self.host(of: call.url) else { throw .notSent(.malformed) }
    guard let easy = curl_easy_init() else { throw .notSent(.other) }
    self.easy = easy
    self.call = call
    self.ticket = ticket
    self.fail = fail
    self.host = host
    // From here on `deinit` frees both, also when the next line throws.
    try take(commonOptions())
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(list)
  }

  /// Whether so much has left that the other side could have acted.
  var hasSent: Bool {
    // libcurl counts the bytes it wrote of head and body.
    var head = 0
    var body: curl_off_t = 0
    ccurl_info_long(easy, CURLINFO_REQUEST_SIZE, &head)
    ccurl_info_offset(easy, CURLINFO_SIZE_UPLOAD_T, &body)
    return head > 0 || body > 0
  }

  /// - Returns: false to break the transfer off.
  func take(head line: UnsafeRawBufferPointer) -> Bool { true }

  /// - Returns: false to break the transfer off.
  func take(body part: UnsafeRawBufferPointer) -> Bool { true }

  /// libcurl is done. Whoever knows an answer in it gives that; for everybody else it is a failure.
  func finish(_ code: CURLcode) {
    if metPrivateAddress, !hasSent { return fail(.notSent(.privateAddress)) }
    fail(TransferFailure(reason(code), sent: hasSent))
  }

  /// Asked again and again while the transfer is at work, also where libcurl waits for it alone.
  ///
  /// A transfer ends this way and not by being removed from the multi handle: removing a letter half sent makes
  /// libcurl send the line that ends it (7.88), and the server would take the half.
  var mayGoOn: Bool {
    ticket.interruption == nil
  }

  /// libcurl has one code for both time limits; the clock tells which of them it was. Its clock for this starts a
  /// little after the one for the limit, so a stall within the last moments counts as the limit.
  private func reason(_ code: CURLcode) -> TransferFailure.Reason {
    if code == CURLE_ABORTED_BY_CALLBACK, let reason = ticket.interruption { return reason }
    guard code == CURLE_OPERATION_TIMEDOUT, hasSent else { return TransferFailure.Reason(code) }
    var microseconds: curl_off_t = 0
    ccurl_info_offset(easy, CURLINFO_TOTAL_TIME_T, &microseconds)
    let elapsed = Duration.microseconds(microseconds)
    let slack = Duration.milliseconds(50)
    let isStall = elapsed >= call.stallTimeout - slack && elapsed < call.totalTimeout - slack
    return isStall ? .stalled : .timedOut
  }

  func take(_ codes: [CURLcode]) throws(TransferFailure) {
    guard codes.allSatisfy({ $0 == CURLE_OK }) else { throw .notSent(.malformed) }
  }

  /// Adds a line to the list that is to be handed over under `option`.
  func append(_ line: String, to option: CURLoption) -> CURLcode {
    guard let longer = curl_slist_append(list, line) else { return CURLE_OUT_OF_MEMORY }
    list = longer
    return ccurl_set_list(easy, option, list)
  }

  private static func host(of url: String) -> String? {
    let parsed = curl_url()
    defer { curl_url_cleanup(parsed) }
    var part: UnsafeMutablePointer<CChar>?
    guard curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK,
      curl_url_get(parsed, CURLUPART_HOST, &part, 0) == CURLUE_OK, let part
    else { return nil }
    defer { curl_free(part) }
    let host = String(cString: part)
    return host.hasPrefix("[") ? String(host.dropFirst().prefix { $0 != "]" && $0 != "%" }) : host
  }
}
