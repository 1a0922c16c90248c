/// What libcurl needs to know of a call, be it a request or a letter.
protocol Call: Sendable {
  var url: String { get }
  /// The URL schemes it may have, as libcurl lists them: "http,https".
  static var schemes: String { get }
  /// What is sent: a request's body, a letter.
  var payload: [UInt8] { get }
  /// A socket file to connect to in place of the URL's host.
  var unixSocket: String? { get }
  var connectTimeout: Duration { get }
  var totalTimeout: Duration { get }
  var stallTimeout: Duration { get }
  var addresses: AddressPolicy { get }
  /// Whether it can be written down without becoming something else than was asked.
  var isWellFormed: Bool { get }
}
