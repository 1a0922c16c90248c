import CCurl

private func transfer(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
  pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

/// One line of an answer's head; of an SMTP server every line.
func takeHead(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ me: UnsafeMutableRawPointer?
) -> Int {
  guard let me = transfer(me), let bytes else { return 0 }
  return me.take(head: UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ me: UnsafeMutableRawPointer?
) -> Int {
  guard let me = transfer(me), let bytes else { return 0 }
  return me.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

/// The payload goes through this callback, which can't be rewound, and not through CURLOPT_POSTFIELDS: when a
/// reused connection is closed without an answer, libcurl would send the request again by itself, and the other
/// side may have acted on the first. So it fails instead (CURLE_SEND_FAIL_REWIND), and the outcome is unknown.
func givePayload(
  _ room: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ me: UnsafeMutableRawPointer?
) -> Int {
  guard let me = transfer(me), let room else { return 0 }
  guard me.mayGoOn else { return Int(CURL_READFUNC_ABORT) }
  let part = me.call.payload[me.payloadTaken...].prefix(size * count)
  UnsafeMutableRawBufferPointer(start: room, count: size * count).copyBytes(from: part)
  me.payloadTaken += part.count
  if part.isEmpty { me.payloadEnded = true }
  return part.count
}

/// Whether the transfer goes on: 0 for yes.
func goOn(
  _ me: UnsafeMutableRawPointer?, _ toReceive: curl_off_t, _ received: curl_off_t, _ toSend: curl_off_t,
  _ sent: curl_off_t
) -> Int32 {
  transfer(me)?.mayGoOn == true ? 0 : 1
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
  if me.call.unixSocket != nil { return CURL_PREREQFUNC_OK }
  guard let remote, let address = Address(literal: String(cString: remote)), me.mayConnect(to: address) else {
    return CURL_PREREQFUNC_ABORT
  }
  return CURL_PREREQFUNC_OK
}

extension Transfer {
  fileprivate func mayConnect(to address: Address) -> Bool {
    let isAllowed = call.addresses.allows(address, host: host)
    if !isAllowed { metPrivateAddress = true }
    return isAllowed
  }
}
