import Desk

extension AdviserWords {
  static let english = AdviserWords(
    notFound: "There is no such callback, or it isn't in a language you speak.",
    held: { "\($0) has it, until \($1) at least." },
    offered: { "It is offered to \($0), until \($1)." },
    notOffered: "It isn't offered to you, or not any more.",
    notHolder: "You don't hold it. Claim it first.",
    nobodyHolds: "Nobody holds it. Claim it.",
    staleEpoch: { "It was claimed again since you took it\($0); nothing was done. To go on, claim it again." },
    staleVersion: { "It was changed since you looked\($0); nothing was done. Look again." },
    since: { ", by \($0) at \($1)" },
    closed: "It is closed.",
    notClosed: "It isn't closed.",
    resting: { "Tried a while ago without an answer: it rests until \($0)." },
    languageUnknown: "Nobody knows the language yet; the conversation asks.",
    numberUnknown: "There is no number that can be called yet; the conversation asks.",
    languageNotSpoken: { "You are not listed as speaking \($0)." },
    attemptsTooFew: { have, need in
      "Too early to say not reached: \(have.attempts) of \(need.least) attempts, on \(have.days) of \(need.days) days, in \(have.dayParts) of \(need.dayParts) parts of the day."
    },
    issueNotSet: "Say what it was about: --issue CODE.",
    timeNeeded: "Say when the person wants to be called: --at TIME, in the future.",
    changedMeanwhile: "A colleague changed it at the same moment. Look again.",
    leavesGap: { language, day, part, more in
      "Nobody would be in who speaks \(language), on \(day) \(part)\(more > 0 ? " and \(more) times more" : ""). Say --because REASON to grant it all the same."
    },
    nothingToTake: "Nobody waits whom you can call now.",
    notAvailable: { "You said you are \($0). Say `balie presence available` first." },
    notAllowed: "That is not yours to do.",
    invalid: { "Not right: \($0)." },
    consentMissing: { partner, fields in
      fields.isEmpty
        ? "There is no consent to share anything with \(partner)."
        : "There is no consent to share this with \(partner): \(fields)."
    },
    nothingToShare: { "There is nothing to share as \($0): say what." },
    notShared: { "You said something for \($0), which isn't shared: add it to what is shared, or leave it out." },
    referredAlready: { "Referral \($0) to that partner is still open." },
    partnerSuspended: { "\($0) is not chosen for referrals at present." },
    partnerNotReachable: { "The way to \($0) isn't set up: no mail server, or no secret for webhooks." },
    referralEnded: { "The referral is over: \($0)." },
    referralStarted: "The partner has begun: it can't decline any more, only fail.",
    referralNotCompleted: "The referral isn't completed.",
    windowOpens: { "Can be called from \($0) on, not before." })
}
