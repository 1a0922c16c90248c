import CCurl

/// A letter on its way into an SMTP server.
final class MailTransfer: Transfer {
  private let mail: MailCall
  private let reply: Reply<MailAnswer>

  init(_ mail: MailCall, _ reply: Reply<MailAnswer>) throws(TransferFailure) {
    self.mail = mail
    self.reply = reply
    try super.init(mail, ticket: reply.ticket, fail: reply.fail)
    try take(envelope() + login())
  }

  /// A server takes a letter when it has read the line that ends it, and none that breaks off before
  /// (RFC 5321, 4.1.1.4 and 4.1.1.10). libcurl sends that line once it has been told that there is no more.
  override var hasSent: Bool { payloadEnded }

  override func finish(_ code: CURLcode) {
    guard let word = lastWord(code) else { return super.finish(code) }
    reply.succeed(MailAnswer(code: word))
  }

  /// The reply that ended the talk; nil when it wasn't a reply that did.
  private func lastWord(_ code: CURLcode) -> Int? {
    var word = 0
    ccurl_info_long(easy, CURLINFO_RESPONSE_CODE, &word)
    switch code {
    case CURLE_OK: return word
    // After the letter libcurl takes 250 for a yes and nothing else.
    case CURLE_WEIRD_SERVER_REPLY where payloadEnded && (200..<300).contains(word): return word
    // A no to the greeting or the letter, to EHLO, to STARTTLS, to AUTH; and to MAIL, RCPT and DATA, where it
    // has the code of a write that failed.
    case CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED, CURLE_USE_SSL_FAILED, CURLE_LOGIN_DENIED,
      CURLE_SEND_ERROR:
      return (400..<600).contains(word) ? word : nil
    default: return nil
    }
  }

  private func envelope() -> [CURLcode] {
    [
      ccurl_set_string(easy, CURLOPT_MAIL_FROM, mail.from),
      append(mail.to, to: CURLOPT_MAIL_RCPT),
      // No CURLOPT_INFILESIZE: with it libcurl doesn't ask whether there is more, which is what `hasSent` goes by;
      // and 7.88 counts the stuffed dots against it.
      ccurl_set_long(easy, CURLOPT_UPLOAD, 1),
    ]
  }

  private func login() -> [CURLcode] {
    var codes = [
      ccurl_set_long(easy, CURLOPT_USE_SSL, Int((mail.requiresTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue)),
      // For each single answer; libcurl's own is two minutes, whatever the limits of the call.
      ccurl_set_long(
        easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(mail.totalTimeout.components.seconds) + 1)),
    ]
    if let user = mail.user { codes.append(ccurl_set_string(easy, CURLOPT_USERNAME, user)) }
    if let password = mail.password { codes.append(ccurl_set_string(easy, CURLOPT_PASSWORD, password)) }
    return codes
  }
}
