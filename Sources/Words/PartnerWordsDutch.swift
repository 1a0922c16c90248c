import Desk

extension PartnerWords {
  static let dutch = PartnerWords(
    tag: "nl", title: "Er staat een bericht klaar",
    waits:
      "Hier staat een bericht voor uw organisatie klaar. Om het te openen hebt u een code nodig; die sturen wij naar het adres dat de link kreeg.",
    getCode: "Stuur mij een code", codeLabel: "Code", open: "Openen",
    codeSent: "Er is een code naar uw mailbox onderweg. Hij werkt een kwartier.",
    wrongCode: {
      $0 > 0 ? "Dat is niet de code. U kunt het nog \($0) keer proberen." : "Dat is niet de code. Vraag een nieuwe."
    },
    tooManyCodes: "Er zijn binnen een uur te veel codes gestuurd. Probeer het later nog eens.",
    gone: "Hier staat niets klaar, of niet meer.",
    shared: "Wat de persoon met u wil delen",
    mind: "Alleen om deze persoon te helpen. Bel op een veilig moment; zeg niets tegen werkgever of verhuurder.",
    answer: "Uw antwoord", send: "Antwoord sturen", answered: { "Genoteerd: \($0). Dank u wel." },
    refused: "Dat antwoord kan hier niet.", reason: "Reden, als u nee zegt",
    exit: "Waartoe het leidde, als het voltooid is",
    remark: "Opmerking", none: "–",
    state: { state in
      switch state {
      case "received": "ontvangen"
      case "accepted": "wij nemen het op ons"
      case "in_progress": "wij zijn ermee bezig"
      case "declined": "wij kunnen het niet op ons nemen"
      case "completed": "voltooid"
      case "failed": "begonnen, maar niet gelukt"
      case let other: other
      }
    },
    reasons: { reason in
      switch reason {
      case .noCapacity: "geen plaats of geen tijd"
      case .outOfArea: "buiten ons gebied"
      case .notEligible: "voldoet niet aan de voorwaarden"
      case .wrongOrganisation: "een andere organisatie is de juiste"
      case .clientDeclined: "de persoon wil het niet"
      case .notReached: "wij konden de persoon niet bereiken"
      case .conflictOfInterest: "belangenconflict"
      case .other: "iets anders"
      }
    },
    exits: { exit in
      switch exit {
      case .workWithHousing: "werk, met woonruimte"
      case .workWithoutHousing: "werk, zonder woonruimte"
      case .ownHousing: "eigen woonruimte"
      case .countryOfOrigin: "terug naar het land van herkomst"
      case .otherShelter: "andere opvang"
      case .care: "zorg"
      case .dropOut: "uitgevallen"
      case .unknown: "onbekend"
      }
    },
    field: { field in
      switch field {
      case .name: "Naam"
      case .phone: "Telefoon"
      case .language: "Taal"
      case .reading: "Lezen"
      case .region: "Regio"
      case .need: "Vraag"
      case .skills: "Vaardigheden"
      case .wishes: "Wensen"
      case .summary: "Samenvatting"
      case .documents: "Papieren"
      }
    },
    referTitle: "Iemand bij ons aanmelden",
    referIntro: "Voor aangesloten organisaties. Een adviseur die de taal spreekt, belt de persoon terug.",
    token: "Sleutel van uw organisatie", language: "Taal van de persoon", message: "Waar gaat het over?",
    agreed: "De persoon weet dat ik dit doorgeef en vindt het goed.",
    feedback: "Mogen wij u laten weten wat ervan komt?",
    feedbacks: { feedback in
      switch feedback {
      case nil: "nee"
      case .handled: "ja, dat het is afgehandeld"
      case .outcome: "ja, met welke uitkomst"
      }
    },
    received: { "Ontvangen. Nummer: \($0)." }, wrong: { "Kijk hier nog eens naar: \($0)." },
    wrongToken: "Die sleutel is hier niet bekend.")
}
