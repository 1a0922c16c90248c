import Curl
import Desk
import Storage

/// The ways out of the desk.
package struct Senders: Sendable {
  private let whatsapp: [AccountName: WhatsAppSender]
  private let mail: MailSender?
  private let webhooks: WebhookSender

  /// - Parameter mail: nil where no mail server is configured.
  package init(whatsapp: [WhatsAppSender], mail: MailSender?, webhooks: WebhookSender) {
    self.whatsapp = Dictionary(uniqueKeysWithValues: whatsapp.map { ($0.account, $0) })
    self.mail = mail
    self.webhooks = webhooks
  }

  /// A dispatch, opened and addressed.
  enum Call: Sendable {
    case whatsapp(HTTPCall)
    case webhook(HTTPCall)
    case mail(MailCall)
    case command(Alarms.Page)
  }

  /// It can't leave, whenever it is tried: a person must look at it.
  enum NoWay: String, Error {
    case account = "no such account"
    case server = "no mail server is configured"
    case partner = "no such partner, or it has no webhook"
    case secret = "the partner has no secret"
    case channel = "nothing goes out by this channel"
  }

  func call(for dispatch: Dispatch, in reader: Reader) throws -> Call {
    let tag = dispatch.id.gatewayTag
    switch dispatch.channel {
    case .whatsapp:
      guard let sender = whatsapp[dispatch.account] else { throw NoWay.account }
      return .whatsapp(try Dispatches.open(dispatch, in: reader).use { try sender.call($0, tag: tag) })
    case .mail:
      guard let mail else { throw NoWay.server }
      let letter = try Dispatches.open(dispatch, as: Dispatches.Mail.self, in: reader)
      return .mail(letter.use { mail.call($0, tag: tag, now: reader.now) })
    case .webhook: return .webhook(try webhook(dispatch, in: reader))
    case .command: return .command(try Dispatches.open(dispatch, as: Alarms.Page.self, in: reader).use { $0 })
    case .form, .phone, .counter: throw NoWay.channel
    }
  }

  /// Address and secrets are the partner's present ones, whenever the webhook was written.
  private func webhook(_ dispatch: Dispatch, in reader: Reader) throws -> HTTPCall {
    let partner = PartnerID(dispatch.account)
    guard case .webhook(let url)? = try Partners.find(partner, in: reader)?.delivery else { throw NoWay.partner }
    let secrets = try Partners.secrets(of: partner, in: reader).use { $0 }
    guard !secrets.isEmpty else { throw NoWay.secret }
    return try Dispatches.open(dispatch, as: Dispatches.Webhook.self, in: reader)
      .use { webhooks.call($0, to: url, secrets: secrets, now: reader.now) }
  }
}
