/// The exceptions to the house rules: file, and why. Short on purpose; a line whose file no longer
/// needs it turns a test red.
enum Allowed {
  /// Where the clock is read. Everything else takes `now`.
  static let clock: [String: String] = [
    "Sources/Balie/Serving/Serve.swift": "the program's one clock, handed to the store and the loops"
  ]

  /// What the compiler is asked to believe: file → word → why it is true.
  static let promises: [String: [String: String]] = [
    "Sources/Curl/CurlLoop.swift": [
      "nonisolated(unsafe)": "libcurl's multi handle is a C pointer; one thread drives it, and "
        + "others only call curl_multi_wakeup, which libcurl allows from any thread."
    ]
  ]

  /// Longer than 200 lines, and how long at most.
  static let length: [String: (most: Int, why: String)] = [
    "Sources/Desk/Callback.swift": (
      440, "the state is private(set), which keeps every step of a callback in this one file"
    ),
    "Sources/Desk/Referral.swift": (230, "the same for a referral"),
  ]
}
