import Desk

extension AdviserWords {
  static let dutch = AdviserWords(
    notFound: "Dit terugbelverzoek bestaat niet, of het is in een taal die u niet spreekt.",
    held: { "\($0) heeft het opgepakt, in elk geval tot \($1)." },
    offered: { "Het is aangeboden aan \($0), tot \($1)." },
    notOffered: "Het is niet aan u aangeboden, of niet meer.",
    notHolder: "U hebt het niet opgepakt. Pak het eerst op.",
    nobodyHolds: "Niemand heeft het opgepakt. Pak het op.",
    staleEpoch: {
      "Het is opnieuw opgepakt nadat u het had\($0); er is niets gedaan. Pak het opnieuw op om verder te gaan."
    },
    staleVersion: { "Het is gewijzigd sinds u keek\($0); er is niets gedaan. Kijk opnieuw." },
    since: { ", door \($0) om \($1)" },
    closed: "Het is afgesloten.",
    notClosed: "Het is niet afgesloten.",
    resting: { "Kort geleden gebeld zonder gehoor: het rust tot \($0)." },
    languageUnknown: "De taal is nog niet bekend; het gesprek vraagt ernaar.",
    numberUnknown: "Er is nog geen nummer dat gebeld kan worden; het gesprek vraagt ernaar.",
    languageNotSpoken: { "Bij u staat niet dat u \($0) spreekt." },
    attemptsTooFew: { have, need in
      "Te vroeg voor niet bereikt: \(have.attempts) van \(need.least) pogingen, op \(have.days) van \(need.days) dagen, in \(have.dayParts) van \(need.dayParts) dagdelen."
    },
    issueNotSet: "Zeg waar het over ging: --issue CODE.",
    timeNeeded: "Zeg wanneer de cliënt gebeld wil worden: --at TIJD, in de toekomst.",
    changedMeanwhile: "Een collega wijzigde het op hetzelfde moment. Kijk opnieuw.",
    leavesGap: { language, day, part, more in
      "Er zou niemand zijn die \(language) spreekt, op \(day) \(part)\(more > 0 ? " en nog \(more) keer" : ""). Met --because REDEN wordt het toch toegekend."
    },
    nothingToTake: "Er wacht niemand die u nu kunt bellen.",
    notAvailable: { "U staat op \($0). Zeg eerst `balie presence available`." },
    notAllowed: "Dat mag u niet doen.",
    invalid: { "Niet goed: \($0)." },
    consentMissing: { partner, fields in
      fields.isEmpty
        ? "Er is geen toestemming om iets met \(partner) te delen."
        : "Er is geen toestemming om dit met \(partner) te delen: \(fields)."
    },
    nothingToShare: { "Er is niets om te delen bij \($0): geef de tekst mee." },
    notShared: { "U geeft iets mee voor \($0), maar dat wordt niet gedeeld: deel het ook, of laat het weg." },
    referredAlready: { "Verwijzing \($0) naar die partner loopt nog." },
    partnerSuspended: { "\($0) wordt nu niet gekozen voor verwijzingen." },
    partnerNotReachable: {
      "De weg naar \($0) is niet ingericht: er is geen mailserver, of geen sleutel voor webhooks."
    },
    referralEnded: { "De verwijzing is voorbij: \($0)." },
    referralStarted: "De partner is al begonnen: afwijzen kan niet meer, mislukt wel.",
    referralNotCompleted: "De verwijzing is niet voltooid.",
    windowOpens: { "Kan vanaf \($0) gebeld worden, niet eerder." })
}
