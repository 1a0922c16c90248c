import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /mails?to=ADDRESS`: what the mailbox kept, as JSON, or as a page for who asks for HTML.
func addMails(of mailbox: PretendMailbox, to router: Router<GatewayContext>) {
  router.get("mails") { request, _ in
    let mails = mailbox.mails(to: request.uri.queryParameters.get("to"))
    guard request.headers[.accept]?.contains("text/html") == true else {
      return try Response.json(["mails": mails])
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=UTF-8", .contentSecurityPolicy: "default-src 'none'",
      ],
      body: .init(byteBuffer: ByteBuffer(string: MailPage.html(mails))))
  }
}

/// The mails as a plain page, the last one first.
enum MailPage {
  static func html(_ mails: [ReceivedMail]) -> String {
    let articles = mails.reversed().map { mail in
      let subject = mail.header("Subject") ?? "(no subject)"
      return """
        <article><h2>\(mail.seq). \(escaped(subject))</h2>
        <p>\(escaped(mail.from)) → \(escaped(mail.to.joined(separator: ", ")))</p>
        <pre>\(escaped(mail.text))</pre></article>
        """
    }
    let all = articles.isEmpty ? "<p>Nothing yet.</p>" : articles.joined(separator: "\n")
    return "<!doctype html><meta charset=utf-8><title>Mails</title><h1>Mails</h1>\n\(all)\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
