import CCurl

extension Transfer {
  func prepare(_ call: HTTPCall) throws(TransferFailure) {
    let codes = target(call) + limits(call) + request(call) + callbacks()
    guard codes.allSatisfy({ $0 == CURLE_OK }) else { throw .notSent(.malformed) }
  }

  private func target(_ call: HTTPCall) -> [CURLcode] {
    var codes = [
      ccurl_set_string(easy, CURLOPT_URL, call.url),
      ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https"),
      ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0),
      // A proxy of the environment would make the address policy judge the proxy.
      ccurl_set_string(easy, CURLOPT_PROXY, ""),
      ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
      // Shorter than what servers keep an idle connection open for, so that few calls meet a closing one.
      ccurl_set_long(easy, CURLOPT_MAXAGE_CONN, 25),
    ]
    if let path = call.unixSocket { codes.append(ccurl_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, path)) }
    return codes
  }

  private func limits(_ call: HTTPCall) -> [CURLcode] {
    [
      ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1),
      // Without it, giving up a call that hangs in name lookup holds up all others until the lookup ends.
      ccurl_set_long(easy, CURLOPT_QUICK_EXIT, 1),
      ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, call.connectTimeout.milliseconds),
      ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, call.totalTimeout.milliseconds),
      ccurl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 32),
      ccurl_set_long(easy, CURLOPT_LOW_SPEED_TIME, max(1, Int(call.stallTimeout.components.seconds))),
    ]
  }

  private func request(_ call: HTTPCall) -> [CURLcode] {
    for header in call.headers { append(header: header.name, header.value) }
    let has = { (name: String) in call.headers.contains { $0.name.lowercased() == name } }
    if !has("expect") { withhold(header: "Expect") }
    if !has("content-type") { withhold(header: "Content-Type") }
    return [useHeaders()] + method(call)
  }

  private func method(_ call: HTTPCall) -> [CURLcode] {
    switch call.method {
    case "GET" where call.body.isEmpty: return [ccurl_set_long(easy, CURLOPT_HTTPGET, 1)]
    case "HEAD": return [ccurl_set_long(easy, CURLOPT_NOBODY, 1)]
    default:
      var codes = [
        ccurl_set_long(easy, CURLOPT_POST, 1),
        ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(call.body.count)),
      ]
      if call.method != "POST" { codes.append(ccurl_set_string(easy, CURLOPT_CUSTOMREQUEST, call.method)) }
      // Without a body there is nothing that libcurl couldn't send again: see `giveBody`.
      if call.body.isEmpty { codes.append(ccurl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)) }
      return codes
    }
  }

  /// The handle keeps a bare pointer to this transfer: `Transfers` holds it as long as the handle is at work.
  private func callbacks() -> [CURLcode] {
    let me = Unmanaged.passUnretained(self).toOpaque()
    return [
      ccurl_set_io(easy, CURLOPT_WRITEFUNCTION, takeBody), ccurl_set_pointer(easy, CURLOPT_WRITEDATA, me),
      ccurl_set_io(easy, CURLOPT_HEADERFUNCTION, takeHeader), ccurl_set_pointer(easy, CURLOPT_HEADERDATA, me),
      ccurl_set_io(easy, CURLOPT_READFUNCTION, giveBody), ccurl_set_pointer(easy, CURLOPT_READDATA, me),
      ccurl_set_opensocket(easy, openSocket), ccurl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, me),
      ccurl_set_prereq(easy, beforeRequest), ccurl_set_pointer(easy, CURLOPT_PREREQDATA, me),
    ]
  }
}

extension Duration {
  /// Whole milliseconds, at least one: libcurl reads 0 as "no limit".
  fileprivate var milliseconds: Int {
    max(1, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000))
  }
}
