import Desk

extension PartnerWords {
  static let english = PartnerWords(
    tag: "en", title: "A message is waiting",
    waits:
      "A message for your organisation is waiting here. To open it you need a code, which we send to the address that received the link.",
    getCode: "Send me a code", codeLabel: "Code", open: "Open",
    codeSent: "A code is on its way to your mailbox. It works for a quarter of an hour.",
    wrongCode: {
      $0 > 0 ? "That is not the code. You can try \($0) more times." : "That is not the code. Ask for a new one."
    },
    tooManyCodes: "Too many codes were sent within an hour. Please try again later.",
    gone: "Nothing is waiting here, or not any more.",
    shared: "What the person agreed to share with you",
    mind: "Only for helping this person. Call at a safe hour; say nothing to an employer or landlord.",
    answer: "Your answer", send: "Send answer", answered: { "Noted: \($0). Thank you." },
    refused: "That answer is not possible here.", reason: "Reason, when you say no",
    exit: "Where it led, when it is completed",
    remark: "Remark", none: "–",
    state: { state in
      switch state {
      case "received": "received"
      case "accepted": "we take it on"
      case "in_progress": "we are working on it"
      case "declined": "we can't take it on"
      case "completed": "completed"
      case "failed": "started, but it did not work out"
      case let other: other
      }
    },
    reasons: { reason in
      switch reason {
      case .noCapacity: "no place or no time"
      case .outOfArea: "outside our area"
      case .notEligible: "does not meet the conditions"
      case .wrongOrganisation: "another organisation is the right one"
      case .clientDeclined: "the person does not want it"
      case .notReached: "we could not reach the person"
      case .conflictOfInterest: "conflict of interest"
      case .other: "something else"
      }
    },
    exits: { exit in
      switch exit {
      case .workWithHousing: "work, with housing"
      case .workWithoutHousing: "work, without housing"
      case .ownHousing: "own housing"
      case .countryOfOrigin: "back to the country of origin"
      case .otherShelter: "another shelter"
      case .care: "care"
      case .dropOut: "dropped out"
      case .unknown: "unknown"
      }
    },
    field: { field in
      switch field {
      case .name: "Name"
      case .phone: "Telephone"
      case .language: "Language"
      case .reading: "Reading"
      case .region: "Region"
      case .need: "Need"
      case .skills: "Skills"
      case .wishes: "Wishes"
      case .summary: "Summary"
      case .documents: "Documents"
      }
    },
    referTitle: "Refer a person to us",
    referIntro: "For registered organisations. An adviser who speaks the language calls the person back.",
    token: "Your organisation's key", language: "Language of the person", message: "What is it about?",
    agreed: "The person knows that I pass this on, and agrees.", feedback: "May we tell you what becomes of it?",
    feedbacks: { feedback in
      switch feedback {
      case nil: "no"
      case .handled: "yes, that it is handled"
      case .outcome: "yes, with what outcome"
      }
    },
    received: { "Received. Number: \($0)." }, wrong: { "Please look at: \($0)." },
    wrongToken: "That key is not known here.")
}
