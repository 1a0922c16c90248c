import Desk
import Foundation

/// What the commands say, a field each without a default.
package struct CommandWords: Sendable {
  package let notReachable: String
  package let nobodyWaits: String
  package let inboxEmpty: String
  package let number: String
  package let waiting: String
  package let language: String
  package let issue: String
  package let urgency: String
  package let channel: String
  package let due: String
  package let state: String
  package let holder: String
  package let name: String
  package let phone: String
  package let region: String
  package let employer: String
  package let by: String
  package let messages: String
  package let notes: String
  package let kind: String
  package let count: String
  package let since: String
  package let presence: String
  package let shift: String
  package let levels: String
  package let phoneUnchecked: String
  package let claimed: @Sendable (_ id: Int64, _ until: String) -> String
  package let released: @Sendable (_ id: Int64) -> String
  package let attempted: @Sendable (_ id: Int64, _ again: String?) -> String
  package let noted: @Sendable (_ id: Int64) -> String
  package let closed: @Sendable (_ id: Int64, _ outcome: String) -> String
  package let added: @Sendable (_ id: Int64?, _ reference: String) -> String
  package let changed: @Sendable (_ id: Int64) -> String
  package let reopened: @Sendable (_ id: Int64) -> String
  package let assigned: @Sendable (_ id: Int64, _ adviser: String) -> String
  package let ahead: @Sendable (_ count: Int) -> String
  package let notForYou: String
  package let speakers: String
  package let nobodySpeaks: String
  package let done: @Sendable (_ id: Int64) -> String
  package let ago: @Sendable (_ minutes: Int) -> String
  package let partner: String
  package let answerBy: String
  package let result: String
  package let fields: String
  package let wording: String
  package let withdrawn: String
  package let way: String
  package let suspended: String
  package let noReferrals: String
  package let noPartner: @Sendable (_ partner: String) -> String
  package let partnerExists: @Sendable (_ partner: String) -> String
  package let partnerChanged: @Sendable (_ partner: String) -> String
  package let referred: @Sendable (_ id: Int64, _ partner: String, _ answerBy: String) -> String
  package let referralIs: @Sendable (_ id: Int64, _ state: String) -> String

  package static func of(_ language: AdviserLanguage) -> CommandWords {
    switch language {
    case .english: english
    case .dutch: dutch
    }
  }

  private static let english = CommandWords(
    notReachable: "The desk doesn't answer. Is it running, and is BALIE_URL right?",
    nobodyWaits: "Nobody waits whom you can call now.", inboxEmpty: "The inbox is empty.", number: "No.",
    waiting: "Waiting", language: "Language", issue: "Issue", urgency: "Urgency", channel: "Channel", due: "Call by",
    state: "State", holder: "Holder", name: "Name", phone: "Phone", region: "Region",
    employer: "Employer", by: "By", messages: "Messages",
    notes: "Notes", kind: "What", count: "Times", since: "Since", presence: "Presence", shift: "Shift",
    levels: "Languages", phoneUnchecked: "as the gateway gave it; no numbering plan has it",
    claimed: { "\($0) is yours until \($1). `balie reveal \($0)` shows the number." },
    released: { "\($0) is back in the queue, with its place." },
    attempted: { id, again in
      again.map { "Noted. \(id) rests and returns with its place at \($0)." } ?? "Noted. \(id) is still yours."
    },
    noted: { "Noted with \($0)." }, closed: { "\($0) is closed: \($1)." },
    added: { id, reference in
      (id.map { "\($0) waits." } ?? "Kept with a callback that waits already.")
        + " Reference for the client: \(reference)."
    }, changed: { "\($0) is changed." }, reopened: { "\($0) is open again, with its place." },
    assigned: { "\($0) is \($1)'s now." },
    ahead: {
      $0 == 0
        ? "It is the first one for you." : $0 == 1 ? "One comes before it for you." : "\($0) come before it for you."
    },
    notForYou: "You can't take it now.", speakers: "Speak the language:", nobodySpeaks: "Nobody here speaks it.",
    done: { "Inbox item \($0) is done." }, ago: { Self.length($0, hour: "h", day: "d") },
    partner: "Partner", answerBy: "Answer by", result: "Result", fields: "May be shared", wording: "Wording",
    withdrawn: "Taken back", way: "By", suspended: "suspended", noReferrals: "Nobody was referred.",
    noPartner: { "There is no partner \($0)." },
    partnerExists: { "There is a partner \($0); balie partner edit changes it." },
    partnerChanged: { "\($0) is changed." },
    referred: { "Referral \($0) goes to \($1), which answers before \($2). `balie referrals` shows it." },
    referralIs: { "Referral \($0): \($1)." })

  private static let dutch = CommandWords(
    notReachable: "De balie antwoordt niet. Draait hij, en klopt BALIE_URL?",
    nobodyWaits: "Er wacht niemand die u nu kunt bellen.", inboxEmpty: "De inbox is leeg.", number: "Nr.",
    waiting: "Wacht", language: "Taal", issue: "Onderwerp", urgency: "Spoed", channel: "Kanaal", due: "Bellen vóór",
    state: "Status", holder: "Opgepakt door", name: "Naam", phone: "Telefoon", region: "Plaats",
    employer: "Werkgever", by: "Door",
    messages: "Berichten", notes: "Notities", kind: "Wat", count: "Keer", since: "Sinds",
    presence: "Beschikbaarheid", shift: "Dienst", levels: "Talen",
    phoneUnchecked: "zoals de gateway het gaf; geen nummerplan kent het",
    claimed: { "\($0) is van u tot \($1). `balie reveal \($0)` toont het nummer." },
    released: { "\($0) staat weer in de wachtrij, op de eigen plaats." },
    attempted: { id, again in
      again.map { "Genoteerd. \(id) rust en komt om \($0) terug op de eigen plaats." }
        ?? "Genoteerd. \(id) is nog van u."
    },
    noted: { "Genoteerd bij \($0)." }, closed: { "\($0) is afgesloten: \($1)." },
    added: { id, reference in
      (id.map { "\($0) wacht." } ?? "Bewaard bij een verzoek dat al wacht.")
        + " Referentie voor de cliënt: \(reference)."
    }, changed: { "\($0) is gewijzigd." }, reopened: { "\($0) is weer open, op de eigen plaats." },
    assigned: { "\($0) is nu van \($1)." },
    ahead: {
      $0 == 0 ? "Dit is voor u de eerste." : $0 == 1 ? "Er gaat er voor u één voor." : "Er gaan er voor u \($0) voor."
    },
    notForYou: "U kunt het nu niet oppakken.", speakers: "Spreken de taal:", nobodySpeaks: "Niemand hier spreekt het.",
    done: { "Inboxpunt \($0) is klaar." }, ago: { Self.length($0, hour: "u", day: "d") },
    partner: "Partner", answerBy: "Antwoord vóór", result: "Resultaat", fields: "Mag gedeeld worden",
    wording: "Tekst", withdrawn: "Ingetrokken", way: "Via", suspended: "tijdelijk niet",
    noReferrals: "Er is niemand verwezen.", noPartner: { "Er is geen partner \($0)." },
    partnerExists: { "Partner \($0) bestaat al; balie partner edit wijzigt hem." },
    partnerChanged: { "\($0) is gewijzigd." },
    referred: { "Verwijzing \($0) gaat naar \($1), dat vóór \($2) antwoordt. `balie referrals` toont hem." },
    referralIs: { "Verwijzing \($0): \($1)." })

  private static func length(_ minutes: Int, hour: String, day: String) -> String {
    switch minutes {
    case ..<60: "\(minutes) min"
    case ..<(48 * 60): "\(minutes / 60) \(hour) \(minutes % 60)"
    default: "\(minutes / 1440) \(day)"
    }
  }
}
