/// One HTTP request, with the limits it is made under.
package struct HTTPCall: Sendable {
  package typealias Header = (name: String, value: String)

  package var method: String
  /// `http` or `https`, nothing else.
  package var url: String
  package var headers: [Header]
  package var body: [UInt8]
  /// A socket file to connect to in place of the URL's host; `addresses` doesn't apply to it.
  package var unixSocket: String?
  /// Finding the address, connecting and the TLS handshake together.
  package var connectTimeout: Duration
  /// From hand-over to the last byte of the answer.
  package var totalTimeout: Duration
  /// The longest time in which next to nothing may move (32 bytes a second), in either direction.
  package var stallTimeout: Duration
  /// An answer whose body is longer is broken off.
  package var maxResponseBytes: Int
  package var addresses: AddressPolicy

  package init(
    method: String = "GET", url: String, headers: [Header] = [], body: [UInt8] = [],
    unixSocket: String? = nil, connectTimeout: Duration = .seconds(5),
    totalTimeout: Duration = .seconds(30), stallTimeout: Duration = .seconds(30),
    maxResponseBytes: Int = 1 << 20, addresses: AddressPolicy = .publicOnly(except: [])
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.unixSocket = unixSocket
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.stallTimeout = stallTimeout
    self.maxResponseBytes = maxResponseBytes
    self.addresses = addresses
  }
}

/// The whole answer. Any status is an answer; deciding what a 500 means is the caller's.
package struct HTTPAnswer: Sendable {
  package let status: Int
  /// In the order they came, names as the other side wrote them.
  package let headers: [HTTPCall.Header]
  package let body: [UInt8]

  package init(status: Int, headers: [HTTPCall.Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension HTTPCall: Call {
  static var schemes: String { "http,https" }
  var payload: [UInt8] { body }

  /// No control characters, a method that is a token, names that are names.
  var isWellFormed: Bool {
    let clean = { (text: String) in text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } }
    let token = { (text: String) in
      !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
    }
    return token(method) && !url.isEmpty && clean(url) && clean(unixSocket ?? "")
      && headers.allSatisfy { token($0.name) && clean($0.value) }
  }
}
