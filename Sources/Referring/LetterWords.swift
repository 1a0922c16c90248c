import Desk

/// The desk's letters to partners, Dutch first and English after: who reads the mailbox isn't known. Nothing in a subject
/// or a text says that anybody asked for legal advice, or who.
enum LetterWords {
  static func subject(_ desk: String) -> String { "Bericht van \(desk) / Message from \(desk)" }

  static func codeSubject(_ desk: String) -> String { "Code van \(desk) / Code from \(desk)" }

  static func waiting(_ desk: String, _ link: String, answerBy day: String, again: Bool) -> String {
    """
    \(again ? "Wij hoorden nog niets van u. " : "")Bij \(desk) staat een bericht voor uw organisatie klaar:

    \(link)

    Met een code die wij naar dit adres sturen opent u het. Wilt u vóór \(day) antwoorden? Stuur deze link niet door.

    --
    \(again ? "We have not heard from you yet. " : "")At \(desk) a message is waiting for your organisation; open it by \
    the link above, with a code that we send to this address. Please answer before \(day). Do not pass this link on.

    """
  }

  static func code(_ desk: String, _ code: String) -> String {
    """
    Uw code: \(code)

    Vul hem in op de pagina van \(desk) die u open hebt. Hij werkt een kwartier. Vroeg u er niet om? Dan hoeft u niets te doen.

    --
    Your code is above. Type it into the page of \(desk) that you have open. It works for a quarter of an hour. If you did \
    not ask for it, you need not do anything.

    """
  }

  static func takenBack(_ desk: String, _ day: String) -> String {
    """
    Ons bericht van \(day) is ingetrokken. Gebruik de gegevens daaruit niet meer en verwijder ze.

    --
    \(desk) has taken back its message of \(day). Please do not use what was in it any more, and delete it.

    """
  }

  /// - Parameter outcome: nil when only that may be told that it is handled.
  static func handled(_ desk: String, _ reference: String, _ day: String, outcome: Outcome?) -> String {
    """
    Uw aanmelding van \(day) bij \(desk), nummer \(reference), is afgehandeld.\(outcome.map { " Uitkomst: \($0.rawValue)." } ?? "")

    --
    Your request of \(day) to \(desk), number \(reference), is handled.\(outcome.map { " Outcome: \($0.rawValue)." } ?? "")

    """
  }
}
