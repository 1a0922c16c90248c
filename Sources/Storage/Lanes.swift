import Desk
import Foundation

/// Those who wait and may be called now, in lanes (`Desk.Ranking`). Those whose windows are shut aren't looked at one by
/// one, however many stand in front: the same windows are open or shut for all.
package struct WaitingLane: Lane {
  package let anyTongue: Bool
  private let kind: Query
  private let view: View
  private var page: [Queued] = []
  private var at = 0
  private var limit = 4
  private var last: (since: Date, id: Int64)?
  private var isOver = false

  /// How an adviser looks at the queue.
  package struct View {
    package let desk: DeskMinutes
    package let promises: Promises
    /// Who passed on a callback isn't offered it again.
    package let notPassedBy: AdviserID?
    package let without: Set<Int64>

    package init(desk: DeskMinutes, promises: Promises, notPassedBy: AdviserID? = nil, without: Set<Int64> = []) {
      self.desk = desk
      self.promises = promises
      self.notPassedBy = notPassedBy
      self.without = without
    }
  }

  private let reader: Reader

  private init(_ kind: Query, anyTongue: Bool, _ view: View, _ reader: Reader) {
    self.kind = kind
    self.anyTongue = anyTongue
    self.view = view
    self.reader = reader
  }

  /// Half of the promise must be over before a second language counts; in danger it counts at once.
  private static let secondLanguageAfter = 0.5

  package mutating func next() throws -> Queued? {
    while true {
      while at < page.count {
        let queued = page[at]
        at += 1
        if anyTongue, !isSecondAllowed(queued) { return nil }
        if !view.without.contains(queued.id) { return queued }
      }
      if isOver { return nil }
      try turn()
    }
  }

  private func isSecondAllowed(_ queued: Queued) -> Bool {
    queued.urgency == .now
      || view.desk.position(of: reader.now) - queued.asked
        >= Double(view.promises.deskMinutes(queued.urgency)) * Self.secondLanguageAfter
  }

  /// Pages grow: mostly the first of a lane is enough.
  private mutating func turn() throws {
    let after: Query = last.map { "AND (waitingSince, id) > (\($0.since), \($0.id))" } ?? ""
    let rows = try reader.rows(
      """
      SELECT id, language, alsoSpeaks, urgency, issue, windows <> '[]', previousAdviser, waitingSince, passedBy
      FROM callback WHERE state = 'waiting' AND \(kind) \(after) ORDER BY waitingSince, id LIMIT \(limit)
      """)
    isOver = rows.count < limit
    limit = 64
    if let row = rows.last { last = (try row.date(7), try row.integer(0)) }
    at = 0
    page = try rows.compactMap { row in
      if let passer = view.notPassedBy, try row.list(8, of: AdviserID.self).contains(passer) { return nil }
      return Queued(
        id: try row.integer(0), language: Languages.stored(try row.text(1)),
        alsoSpeaks: try row.list(2, of: Language.self),
        urgency: try row.value(3, as: Urgency.self), issue: try row.text(4), hasWindow: try row.flag(5),
        previous: try row.textIfAny(6).map { AdviserID($0) }, asked: view.desk.position(of: try row.date(7)),
        since: try row.date(7).timeIntervalSince1970)
    }
  }
}

extension WaitingLane {
  /// What somebody who speaks these languages could take now.
  package static func open(_ languages: [Language], _ view: View, in reader: Reader) throws -> [WaitingLane] {
    let own = try languages.flatMap { language -> [WaitingLane] in
      try lanes("language = \(language.code)", anyTongue: false, view, reader)
    }
    let second = try alsoSpoken(reader).filter { !Set($0.languages).isDisjoint(with: languages) }
      .flatMap { also in
        try lanes("alsoSpeaks = \(also.text) AND alsoSpeaks <> '[]'", anyTongue: true, view, reader)
      }
    return own + second
  }

  private static func lanes(_ group: Query, anyTongue: Bool, _ view: View, _ reader: Reader) throws -> [WaitingLane] {
    try windows(of: group, reader).filter { $0.windows.allow(reader.now) }.flatMap { window in
      Urgency.allCases.map { urgency in
        WaitingLane(
          "\(group) AND windows = \(window.text) AND urgency = \(urgency.rawValue)", anyTongue: anyTongue, view, reader)
      }
    }
  }

  /// The windows, as their column has them, of those who wait. Each is found by one step in the index.
  private static func windows(of group: Query, _ reader: Reader) throws -> [(text: String, windows: [CallWindow])] {
    var found: [(String, [CallWindow])] = []
    while let row = try reader.row(
      """
      SELECT min(windows) FROM callback WHERE state = 'waiting' AND \(group) AND windows > \(found.last?.0 ?? "")
      """), let text = try row.textIfAny(0)
    {
      found.append((text, try row.windows(0)))
    }
    return found
  }

  private static func alsoSpoken(_ reader: Reader) throws -> [(text: String, languages: [Language])] {
    var found: [(String, [Language])] = []
    while let row = try reader.row(
      """
      SELECT min(alsoSpeaks) FROM callback
      WHERE state = 'waiting' AND alsoSpeaks <> '[]' AND alsoSpeaks > \(found.last?.0 ?? "")
      """), let text = try row.textIfAny(0)
    {
      found.append((text, try row.list(0, of: Language.self)))
    }
    return found
  }

  /// The languages of those who wait, second ones included.
  package static func languages(in reader: Reader) throws -> Set<Language> {
    var own: [Language] = []
    while let row = try reader.row(
      "SELECT min(language) FROM callback WHERE state = 'waiting' AND language > \(own.last?.code ?? "")"),
      let code = try row.textIfAny(0)
    {
      own.append(Languages.stored(code))
    }
    return own.isEmpty ? [] : Set(own + (try alsoSpoken(reader).flatMap(\.languages)))
  }

  /// When a window next opens for somebody who waits outside it.
  package static func nextOpening(_ languages: Set<Language>, in reader: Reader) throws -> Date? {
    try languages.flatMap { try windows(of: "language = \($0.code)", reader) }
      .filter { !$0.windows.allow(reader.now) }.compactMap { $0.windows.nextOpening(after: reader.now) }.min()
  }
}

extension Callbacks {
  /// Does anybody wait whom she held before?
  package static func anybodyWaits(knowing adviser: AdviserID, in reader: Reader) throws -> Bool {
    try reader.row(
      "SELECT 1 FROM callback WHERE state = 'waiting' AND previousAdviser = \(adviser.name) LIMIT 1") != nil
  }

  /// What those who wait ask, each issue once, each found by one step in the index.
  package static func issuesWaiting(in reader: Reader) throws -> [String] {
    var found: [String] = []
    while let row = try reader.row(
      "SELECT min(issue) FROM callback WHERE state = 'waiting' AND issue > \(found.last ?? "")"),
      let issue = try row.textIfAny(0)
    {
      found.append(issue)
    }
    return found
  }
}
