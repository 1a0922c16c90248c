import Desk
import Storage

/// People whom another organisation sends here.
extension RequestDoor {
  /// Only who is registered as one refers people here, and is told something only where a word can reach it.
  static func checkReferrer(_ request: Request, in reader: Reader) throws {
    guard let referrer = request.referrer else { return }
    guard let partner = try Partners.find(referrer.partner, in: reader), partner.refersHere else {
      throw Refusal.notAllowed
    }
    var hasWebhook = false
    if case .webhook = partner.delivery {
      hasWebhook = try Partners.secrets(of: partner.id, in: reader).use { !$0.isEmpty }
    }
    guard referrer.feedback == nil || partner.feedbackAddress != nil || hasWebhook else {
      throw Refusal.invalid(field: "feedback")
    }
  }

  /// The person's yes to a word back is written down, and what is to be told with it. Not when the callback was there before:
  /// it may be about something that the referrer knows nothing of, and anybody's number can be posted.
  static func agree(
    _ request: Request, _ checked: Checked, _ callback: inout Callback, by actor: Actor, in writer: Writer
  ) throws {
    guard let referrer = request.referrer, let feedback = referrer.feedback,
      let language = referrer.language ?? checked.language
    else { return }
    let given = Consent.Given(
      partner: referrer.partner, fields: [], wording: referrer.wording, language: language,
      way: .referrer, feedback: feedback)
    let consent = try Consents.insert(given, of: callback.id, by: actor, in: writer)
    callback.consent(consent.id, given, by: actor, now: writer.now)
    try Feedbacks.owe(
      feedback, to: referrer.partner, under: consent.id, reference: callback.received.reference, of: callback.id,
      in: writer)
  }
}
