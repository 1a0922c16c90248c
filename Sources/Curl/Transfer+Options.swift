import CCurl

extension Transfer {
  func commonOptions() -> [CURLcode] {
    target() + limits() + callbacks()
  }

  private func target() -> [CURLcode] {
    var codes = [
      ccurl_set_string(easy, CURLOPT_URL, call.url),
      ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, type(of: call).schemes),
      // A proxy of the environment would make the address policy judge the proxy.
      ccurl_set_string(easy, CURLOPT_PROXY, ""),
    ]
    if let path = call.unixSocket { codes.append(ccurl_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, path)) }
    return codes
  }

  private func limits() -> [CURLcode] {
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

  /// The handle keeps a bare pointer to this transfer: `Transfers` holds it as long as the handle is at work.
  private func callbacks() -> [CURLcode] {
    let me = Unmanaged.passUnretained(self).toOpaque()
    return [
      ccurl_set_io(easy, CURLOPT_WRITEFUNCTION, takeBody), ccurl_set_pointer(easy, CURLOPT_WRITEDATA, me),
      ccurl_set_io(easy, CURLOPT_HEADERFUNCTION, takeHead), ccurl_set_pointer(easy, CURLOPT_HEADERDATA, me),
      ccurl_set_io(easy, CURLOPT_READFUNCTION, givePayload), ccurl_set_pointer(easy, CURLOPT_READDATA, me),
      ccurl_set_opensocket(easy, openSocket), ccurl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, me),
      ccurl_set_prereq(easy, beforeRequest), ccurl_set_pointer(easy, CURLOPT_PREREQDATA, me),
      ccurl_set_progress(easy, goOn), ccurl_set_pointer(easy, CURLOPT_XFERINFODATA, me),
      ccurl_set_long(easy, CURLOPT_NOPROGRESS, 0),
    ]
  }
}

extension Duration {
  /// Whole milliseconds, at least one: libcurl reads 0 as "no limit".
  fileprivate var milliseconds: Int {
    max(1, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000))
  }
}
