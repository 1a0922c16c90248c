/// The JSON of `POST /{phone-number-id}/messages`, as far as this gateway looks at it.
struct SubmissionBody: Decodable, Sendable {
  struct Text: Decodable, Sendable { let body: String? }
  struct Language: Decodable, Sendable { let code: String }
  struct Parameter: Decodable, Sendable { let text: String? }
  struct Component: Decodable, Sendable { let parameters: [Parameter]? }

  struct Template: Decodable, Sendable {
    let name: String
    let language: Language
    let components: [Component]?
  }

  struct Menu: Decodable, Sendable {
    struct Body: Decodable, Sendable { let text: String? }
    struct Button: Decodable, Sendable { let reply: PhoneMessage.Choice }
    struct Section: Decodable, Sendable { let rows: [PhoneMessage.Choice] }
    struct Action: Decodable, Sendable {
      let button: String?
      let buttons: [Button]?
      let sections: [Section]?
    }

    /// `button` or `list`.
    let type: String
    let body: Body?
    let action: Action
  }

  let messagingProduct: String?
  let to: String?
  let recipient: String?
  let type: String?
  /// `read` marks a client's message as read; then there is no message to send.
  let status: String?
  let text: Text?
  let interactive: Menu?
  let template: Template?
  let opaque: String?

  enum CodingKeys: String, CodingKey {
    case messagingProduct = "messaging_product"
    case to, recipient, type, status, text, interactive, template
    case opaque = "biz_opaque_callback_data"
  }
}
