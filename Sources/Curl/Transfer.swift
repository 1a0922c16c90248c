import CCurl
import Synchronization

/// One call in flight: libcurl's easy handle and what has come in so far. Lives on libcurl's thread.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  let answer: CheckedContinuation<CurlLoop.Outcome, Never>
  let ticket: Ticket
  /// The URL's host by libcurl's own parser, so that the policy judges the host that is connected to.
  let host: String

  var bodySent = 0
  var headers: [HTTPCall.Header] = []
  var headerBytes = 0
  var body: [UInt8] = []
  var isTooLarge = false
  var metPrivateAddress = false
  private var headerList: UnsafeMutablePointer<curl_slist>?

  /// Throws `.notSent(.malformed)` when libcurl won't take the call as it stands.
  init(_ order: CurlLoop.Order) throws(TransferFailure) {
    let call = order.ticket.call
    guard call.isWellFormed, let host = Self.host(of: call.url) else { throw .notSent(.malformed) }
    guard let easy = curl_easy_init() else { throw .notSent(.other) }
    self.easy = easy
    self.host = host
    answer = order.answer
    ticket = order.ticket
    // From here on `deinit` frees both, also when the next line throws.
    try prepare(call)
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headerList)
  }

  var isCancelled: Bool {
    ticket.isCancelled.load(ordering: .acquiring)
  }

  /// Whether any byte of the request left: libcurl counts the bytes it wrote of head and body.
  var hasSent: Bool {
    var head = 0
    var body: curl_off_t = 0
    ccurl_info_long(easy, CURLINFO_REQUEST_SIZE, &head)
    ccurl_info_offset(easy, CURLINFO_SIZE_UPLOAD_T, &body)
    return head > 0 || body > 0
  }

  func outcome(_ code: CURLcode) -> CurlLoop.Outcome {
    if isTooLarge { return .failure(.tooLarge) }
    guard code == CURLE_OK else {
      if metPrivateAddress, !hasSent { return .failure(.notSent(.privateAddress)) }
      return .failure(TransferFailure(reason(code), sent: hasSent))
    }
    var status = 0
    ccurl_info_long(easy, CURLINFO_RESPONSE_CODE, &status)
    return .success(HTTPAnswer(status: status, headers: headers, body: body))
  }

  /// libcurl has one code for both time limits; the clock tells which of them it was. Its clock for this starts a
  /// little after the one for the limit, so a stall within the last moments counts as the limit.
  private func reason(_ code: CURLcode) -> TransferFailure.Reason {
    guard code == CURLE_OPERATION_TIMEDOUT, hasSent else { return TransferFailure.Reason(code) }
    var microseconds: curl_off_t = 0
    ccurl_info_offset(easy, CURLINFO_TOTAL_TIME_T, &microseconds)
    let elapsed = Duration.microseconds(microseconds)
    let (stall, total) = (ticket.call.stallTimeout, ticket.call.totalTimeout)
    let slack = Duration.milliseconds(50)
    return elapsed >= stall - slack && elapsed < total - slack ? .stalled : .timedOut
  }

  func append(header name: String, _ value: String) {
    // libcurl reads "Name:" as "leave it out" and "Name;" as "empty".
    headerList = curl_slist_append(headerList, value.isEmpty ? "\(name);" : "\(name): \(value)")
  }

  func withhold(header name: String) {
    headerList = curl_slist_append(headerList, "\(name):")
  }

  func useHeaders() -> CURLcode {
    ccurl_set_list(easy, CURLOPT_HTTPHEADER, headerList)
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
