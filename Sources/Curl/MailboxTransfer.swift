import CCurl

/// A talk with an IMAP server and what has come in of its answer so far.
final class MailboxTransfer: Transfer {
  private let mailbox: MailboxCall
  private let reply: Reply<[UInt8]>
  private var lineBytes = 0
  private var body: [UInt8] = []
  private var isTooLarge = false

  init(_ mailbox: MailboxCall, _ reply: Reply<[UInt8]>) throws(TransferFailure) {
    self.mailbox = mailbox
    self.reply = reply
    try super.init(mailbox, ticket: reply.ticket, fail: reply.fail)
    try take(login())
  }

  /// What is asked only reads: it can always be asked again.
  override var hasSent: Bool { false }

  /// Every line of the talk but those of a fetched message.
  override func take(head line: UnsafeRawBufferPointer) -> Bool {
    lineBytes += line.count
    isTooLarge = isTooLarge || lineBytes > Mailbox.answerBytes
    return !isTooLarge
  }

  override func take(body part: UnsafeRawBufferPointer) -> Bool {
    guard body.count + part.count <= mailbox.maxBytes else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: part)
    return true
  }

  override func finish(_ code: CURLcode) {
    if isTooLarge { return fail(.tooLarge) }
    guard code == CURLE_OK else { return super.finish(code) }
    reply.succeed(body)
  }

  private func login() -> [CURLcode] {
    var codes = [
      ccurl_set_long(
        easy, CURLOPT_USE_SSL, Int((mailbox.requiresTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue)),
      ccurl_set_string(easy, CURLOPT_USERNAME, mailbox.user),
      ccurl_set_string(easy, CURLOPT_PASSWORD, mailbox.password),
      // For each single answer; libcurl's own is two minutes, whatever the limits of the call.
      ccurl_set_long(
        easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(mailbox.stallTimeout.components.seconds))),
    ]
    if let command = mailbox.command { codes.append(ccurl_set_string(easy, CURLOPT_CUSTOMREQUEST, command)) }
    return codes
  }
}
