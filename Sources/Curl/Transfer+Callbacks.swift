import CCurl

private func transfer(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
  pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

/// Head lines of all answers, the interim ones (1xx) too: a new status line starts afresh.
func takeHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ me: UnsafeMutableRawPointer?
) -> Int {
  let length = size * count
  guard let me = transfer(me), let bytes else { return 0 }
  me.headerBytes += length
  guard me.headerBytes <= 64 << 10 else {
    me.isTooLarge = true
    return 0
  }
  let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  if line.hasPrefix("HTTP/") {
    me.headers = []
  } else if let colon = line.firstIndex(of: ":") {
    let value = line[line.index(after: colon)...].drop { $0.isWhitespace }
    let end = value.lastIndex { !$0.isWhitespace }.map { value.index(after: $0) } ?? value.startIndex
    me.headers.append((name: String(line[..<colon]), value: String(value[..<end])))
  }
  return length
}

func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ me: UnsafeMutableRawPointer?
) -> Int {
  let length = size * count
  guard let me = transfer(me), let bytes else { return 0 }
  guard me.body.count + length <= me.ticket.call.maxResponseBytes else {
    me.isTooLarge = true
    return 0
  }
  me.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: length))
  return length
}

/// The body goes through this callback, which can't be rewound, and not through CURLOPT_POSTFIELDS: when a
/// reused connection is closed without an answer, libcurl would send the request again by itself, and the other
/// side may have acted on the first. So it fails instead (CURLE_SEND_FAIL_REWIND), and the outcome is unknown.
func giveBody(
  _ room: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ me: UnsafeMutableRawPointer?
) -> Int {
  guard let me = transfer(me), let room else { return 0 }
  let part = me.ticket.call.body[me.bodySent...].prefix(size * count)
  UnsafeMutableRawBufferPointer(start: room, count: size * count).copyBytes(from: part)
  me.bodySent += part.count
  return part.count
}

/// Before each connection, with the address it will go to.
func openSocket(
  _ me: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ target: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let me = transfer(me), let target else { return CURL_SOCKET_BAD }
  var room = [UInt8](repeating: 0, count: 16)
  let length = Int(ccurl_address(target, &room))
  if length > 0, !me.mayConnect(to: Address(bytes: Array(room.prefix(length)))) { return CURL_SOCKET_BAD }
  return ccurl_open(target)
}

/// Before each request, also on a connection that an earlier call opened under a wider policy.
func beforeRequest(
  _ me: UnsafeMutableRawPointer?, _ remote: UnsafeMutablePointer<CChar>?,
  _ local: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
  guard let me = transfer(me) else { return CURL_PREREQFUNC_ABORT }
  if me.ticket.call.unixSocket != nil { return CURL_PREREQFUNC_OK }
  guard let remote, let address = Address(literal: String(cString: remote)), me.mayConnect(to: address) else {
    return CURL_PREREQFUNC_ABORT
  }
  return CURL_PREREQFUNC_OK
}

extension Transfer {
  fileprivate func mayConnect(to address: Address) -> Bool {
    let isAllowed = ticket.call.addresses.allows(address, host: host)
    if !isAllowed { metPrivateAddress = true }
    return isAllowed
  }
}
