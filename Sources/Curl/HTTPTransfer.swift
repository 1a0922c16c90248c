import CCurl

/// A request and what has come in of its answer so far.
final class HTTPTransfer: Transfer {
  private let request: HTTPCall
  private let reply: Reply<HTTPAnswer>
  private var headers: [HTTPCall.Header] = []
  private var headBytes = 0
  private var body: [UInt8] = []
  private var isTooLarge = false

  init(_ request: HTTPCall, _ reply: Reply<HTTPAnswer>) throws(TransferFailure) {
    self.request = request
    self.reply = reply
    try super.init(request, ticket: reply.ticket, fail: reply.fail)
    try take(connection() + head() + method())
  }

  /// Lines of all heads, the interim ones (1xx) too: a new status line starts afresh.
  override func take(head line: UnsafeRawBufferPointer) -> Bool {
    headBytes += line.count
    guard headBytes <= 64 << 10 else {
      isTooLarge = true
      return false
    }
    let line = String(decoding: line, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = []
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].drop { $0.isWhitespace }
      let end = value.lastIndex { !$0.isWhitespace }.map { value.index(after: $0) } ?? value.startIndex
      headers.append((name: String(line[..<colon]), value: String(value[..<end])))
    }
    return true
  }

  override func take(body part: UnsafeRawBufferPointer) -> Bool {
    guard body.count + part.count <= request.maxResponseBytes else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: part)
    return true
  }

  override func finish(_ code: CURLcode) {
    if isTooLarge { return fail(.tooLarge) }
    guard code == CURLE_OK else { return super.finish(code) }
    var status = 0
    ccurl_info_long(easy, CURLINFO_RESPONSE_CODE, &status)
    reply.succeed(HTTPAnswer(status: status, headers: headers, body: body))
  }

  private func connection() -> [CURLcode] {
    [
      ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0),
      ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
      // Shorter than what servers keep an idle connection open for, so that few calls meet a closing one.
      ccurl_set_long(easy, CURLOPT_MAXAGE_CONN, 25),
    ]
  }

  /// libcurl reads "Name:" as "leave it out" and "Name;" as "empty".
  private func head() -> [CURLcode] {
    let given = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    let withheld = ["Expect", "Content-Type"].filter { name in
      !request.headers.contains { $0.name.lowercased() == name.lowercased() }
    }
    return (given + withheld.map { "\($0):" }).map { append($0, to: CURLOPT_HTTPHEADER) }
  }

  private func method() -> [CURLcode] {
    switch request.method {
    case "GET" where request.body.isEmpty: return [ccurl_set_long(easy, CURLOPT_HTTPGET, 1)]
    case "HEAD": return [ccurl_set_long(easy, CURLOPT_NOBODY, 1)]
    default:
      var codes = [
        ccurl_set_long(easy, CURLOPT_POST, 1),
        ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)),
      ]
      if request.method != "POST" {
        codes.append(ccurl_set_string(easy, CURLOPT_CUSTOMREQUEST, request.method))
      }
      // Without a body there is nothing that libcurl couldn't send again: see `givePayload`.
      if request.body.isEmpty { codes.append(ccurl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)) }
      return codes
    }
  }
}
