/// Meta's 200: accepted, no more than that.
struct SendAnswer: Encodable, Sendable {
  struct Contact: Encodable, Sendable {
    let input: String
    let wa_id: String?
    let user_id: String?
  }
  struct Message: Encodable, Sendable { let id: String }

  var success: Bool?
  var messaging_product: String?
  var contacts: [Contact]?
  var messages: [Message]?

  static let success = SendAnswer(success: true)

  static func accepted(_ submission: Submission, id: String) -> SendAnswer {
    let contact = Contact(
      input: submission.input, wa_id: submission.isUserID ? nil : submission.number,
      user_id: submission.isUserID ? submission.number : nil)
    return SendAnswer(messaging_product: "whatsapp", contacts: [contact], messages: [Message(id: id)])
  }
}
