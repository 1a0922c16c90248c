/// How the desk takes referrers' mail.
package struct MailSettings: Sendable {
  /// Addresses by which the desk itself writes: mail from them is a loop.
  package let ownAddresses: [String]
  /// The receiving server whose Authentication-Results are believed; nil: From is believed as it stands.
  package let authenticatedBy: String?
  /// Is there a mail server by which a receipt can leave?
  package let sendsReceipts: Bool

  package init(ownAddresses: [String], authenticatedBy: String?, sendsReceipts: Bool) {
    self.ownAddresses = ownAddresses
    self.authenticatedBy = authenticatedBy
    self.sendsReceipts = sendsReceipts
  }
}
