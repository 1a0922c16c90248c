import Desk
import Foundation
import Storage

/// The queue at one moment, as the points put it for one adviser or another.
struct QueueView {
  let points: Points
  let need: Need
  let desk: DeskMinutes
  let position: Double
  /// From here on desk minutes are counted.
  let begin: Date
  let now: Date
  /// What those who wait ask, each issue once.
  private let issues: [String]
  private let reader: Reader

  /// - Parameter place: the queue as it was when a list was begun.
  init(_ need: Need, _ rules: DeskRules, _ open: OpenTime, in reader: Reader, from place: QueuePlace? = nil) throws {
    self.need = need
    self.reader = reader
    points = rules.points
    begin = try place?.begin ?? Self.dayBefore(Callbacks.oldestOpen(in: reader) ?? reader.now)
    now = place?.now ?? reader.now
    desk = open.minutes(from: begin, now: reader.now)
    position = desk.position(of: now)
    issues = try Callbacks.issuesWaiting(in: reader)
  }

  /// The same for all moments of a day.
  private static func dayBefore(_ moment: Date) -> Date {
    Date(timeIntervalSince1970: (moment.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400) - 86_400
  }

  func candidate(_ adviser: Adviser) -> Candidate { Candidate(adviser, need: need) }

  /// - Parameters:
  ///   - only: callbacks in this language.
  ///   - offering: leaves out what she passed on.
  ///   - taken: left out.
  func best(
    _ count: Int, for adviser: Adviser, only: Language? = nil, offering: Bool = false, without taken: Set<Int64> = [],
    after standing: Standing? = nil
  ) throws -> [Ranked] {
    var candidate = candidate(adviser)
    candidate.mayKnow = try Callbacks.anybodyWaits(knowing: adviser.id, in: reader)
    candidate.mayBeSpecialist = issues.contains(where: candidate.isSpecialist)
    let languages = adviser.languages.map(\.language).filter { only == nil || $0 == only }
    let view = WaitingLane.View(
      desk: desk, promises: points.promises, notPassedBy: offering ? adviser.id : nil, without: taken)
    return try Ranking(points, for: candidate, at: position)
      .best(count, of: try WaitingLane.open(languages, view, in: reader), after: standing)
  }

  /// As the rule sees a callback.
  func queued(_ callback: Callback) -> Queued? {
    callback.language.map { language in
      Queued(
        id: callback.id.rawValue, language: language, alsoSpeaks: callback.received.alsoSpeaks,
        urgency: callback.received.urgency, issue: callback.issue.code, hasWindow: !callback.received.windows.isEmpty,
        previous: callback.previousAdviser, asked: desk.position(of: callback.waitingSince),
        since: callback.waitingSince.timeIntervalSince1970)
    }
  }

  func terms(_ queued: Queued, for adviser: Adviser) -> Why.Sum {
    let terms = points.terms(queued, candidate(adviser), at: position)
    return Why.Sum(callback: ID(queued.id), terms: terms.map { .init(term: $0.term, points: $0.points) })
  }
}

extension Matcher {
  /// How much each language is needed, of today; before the first night of a desk, of nothing.
  func need(in reader: Reader) throws -> Need {
    try Needs.found(on: rules.openingHours.day(of: reader.now), in: reader) ?? .none
  }

  /// Works the need out once a day, and again when the roster changed.
  func refreshNeed() async throws {
    let (today, isFound) = try await store.read { reader in
      let today = rules.openingHours.day(of: reader.now)
      return (today, try Needs.found(on: today, in: reader) != nil)
    }
    if isFound { return }
    try await store.write { writer in
      let languages = rules.languages.all
      let need = try Staffing(rules, in: writer).need(from: today)
      try Needs.save(need, for: languages, on: today, in: writer)
    }
  }
}
