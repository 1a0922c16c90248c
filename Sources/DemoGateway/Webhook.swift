/// The body Meta posts to a desk: entry, changes, value. Built one level at a time, because that is how it is read.
struct Webhook: Encodable, Sendable {
  struct Entry: Encodable, Sendable {
    let id: String
    let changes: [Change]
  }

  struct Change: Encodable, Sendable {
    let value: Value
    let field = "messages"
  }

  struct Value: Encodable, Sendable {
    let messaging_product = "whatsapp"
    let metadata: Metadata
    let contacts: [Contact]?
    let messages: [Message]?
    let statuses: [Status]?
  }

  struct Metadata: Encodable, Sendable {
    let display_phone_number: String
    let phone_number_id: String
  }

  struct Contact: Encodable, Sendable {
    struct Profile: Encodable, Sendable { let name: String }

    let profile: Profile?
    let wa_id: String?
    let user_id: String?
  }

  let object = "whatsapp_business_account"
  let entry: [Entry]

  init(account: PretendAccount, contacts: [Contact]?, messages: [Message]? = nil, statuses: [Status]? = nil) {
    let metadata = Metadata(
      display_phone_number: account.displayNumber, phone_number_id: account.phoneNumberID)
    let value = Value(metadata: metadata, contacts: contacts, messages: messages, statuses: statuses)
    entry = [Entry(id: account.businessID, changes: [Change(value: value)])]
  }
}

extension Webhook {
  /// What a client wrote or chose.
  struct Message: Encodable, Sendable {
    struct Text: Encodable, Sendable { let body: String }
    struct Context: Encodable, Sendable {
      let from: String
      let id: String
    }
    struct Interactive: Encodable, Sendable {
      let type: String
      var button_reply: PhoneMessage.Choice?
      var list_reply: PhoneMessage.Choice?
    }

    /// Left out, not empty, for somebody who hides the number; then there is only the user id.
    let from: String?
    let from_user_id: String?
    let id: String
    /// Seconds since 1970, as text.
    let timestamp: String
    let type: String
    var text: Text?
    var interactive: Interactive?
    var context: Context?
  }

  /// What became of a message from the desk.
  struct Status: Encodable, Sendable {
    struct Pricing: Encodable, Sendable {
      let billable = false
      let pricing_model = "PMP"
      let type = "free_customer_service"
      let category = "service"
    }
    struct Failure: Encodable, Sendable {
      struct Details: Encodable, Sendable { let details: String }

      let code: Int
      let title: String
      let message: String
      let error_data: Details
    }

    let id: String
    let status: String
    let timestamp: String
    let recipient_id: String?
    let recipient_user_id: String?
    let biz_opaque_callback_data: String?
    var pricing: Pricing?
    var errors: [Failure]?
  }
}
