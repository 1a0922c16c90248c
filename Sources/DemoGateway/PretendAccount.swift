import Curl

/// The business account at Meta that the desk believes to have.
package struct PretendAccount: Sendable {
  package var phoneNumberID: String
  package var appSecret: String
  package var accessToken: String
  package var verifyToken: String
  package var businessID = "102290129340398"
  /// The desk's own number, digits.
  package var displayNumber = "31850000000"

  package init(phoneNumberID: String, appSecret: String, accessToken: String, verifyToken: String) {
    self.phoneNumberID = phoneNumberID
    self.appSecret = appSecret
    self.accessToken = accessToken
    self.verifyToken = verifyToken
  }
}

/// A request as it came in, to the byte.
package struct RecordedRequest: Sendable {
  package let method: String
  /// With the query.
  package let path: String
  package let headers: [HTTPCall.Header]
  package let body: [UInt8]
}
