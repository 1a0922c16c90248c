/// What a message says about when to call: "after 18", "nie rano", "само в неделя". Only where calling, answering or
/// being free is spoken of: other times are working hours, or when something happened.
struct TimeWishReader {
  private let passage: Passage
  private let hits: [Stems.Hit]
  private let clock: ClockReader
  /// In so short a message a time can't be about anything else.
  private static let short = 6
  private static let noon = 12 * 60

  init(_ passage: Passage, _ hits: [Stems.Hit]) {
    self.passage = passage
    self.hits = hits
    clock = ClockReader(passage, hits)
  }

  func wish() -> TimeWish? {
    let times = clock.times()
    for sentence in Set(passage.tokens.map(\.sentence)).sorted() where speaksOfCalling(sentence) {
      var wish = hours(times.filter { passage.tokens[$0.places.lowerBound].sentence == sentence })
      if wish.from == nil, wish.to == nil { partOfDay(sentence, &wish) }
      wish.days = days(sentence, besidesHours: wish.from != nil || wish.to != nil)
      if !wish.isEmpty { return wish }
    }
    return nil
  }

  private func hits(_ concept: String, in sentence: Int) -> [Stems.Hit] {
    hits.filter { $0.concept == concept && passage.tokens[$0.place].sentence == sentence }
  }

  private func speaksOfCalling(_ sentence: Int) -> Bool {
    passage.tokens.count <= Self.short || !hits("time.call", in: sentence).isEmpty
  }

  // MARK: - Hours

  private func hours(_ times: [ClockReader.Time]) -> TimeWish {
    for (index, time) in times.enumerated() {
      let next = index + 1 < times.count ? times[index + 1] : nil
      if let next, isRange(time, next) {
        let to = evening(next)
        let from = time.isFixed || time.minutes >= Self.noon || to <= Self.noon ? time.minutes : evening(time)
        if from < to { return TimeWish(from: from, to: to) }
      }
      guard let direction = direction(of: time) else { continue }
      switch direction {
      case "after": return TimeWish(from: evening(time))
      case "before": return TimeWish(to: time.isFixed || time.minutes >= 7 * 60 ? time.minutes : evening(time))
      case _: continue
      }
    }
    return TimeWish()
  }

  /// "12-13", "between 12 and 13", "от 9 до 12", "12 ile 13 arasında".
  private func isRange(_ one: ClockReader.Time, _ other: ClockReader.Time) -> Bool {
    let gap = one.places.upperBound..<max(one.places.upperBound, other.places.lowerBound)
    guard gap.count <= 3 else { return false }
    let first = passage.tokens[other.places.lowerBound]
    if gap.isEmpty, first.tie == "-" || first.tie == "–" { return true }
    let joined = gap.contains { clock.hit("time.and", at: $0) != nil || clock.hit("time.before", at: $0) != nil }
    let opened = direction(of: one, "time.between") || direction(of: one, "time.after")
    let closed = (other.places.upperBound..<(other.places.upperBound + 3)).contains {
      clock.hit("time.betweenpost", at: $0) != nil
    }
    return joined && (opened || closed) || closed
  }

  /// "after" stands before it in most languages, behind it in some.
  private func direction(of time: ClockReader.Time) -> String? {
    if !time.isSure, passage.tokens.count > Self.short, !isNearCalling(time) { return nil }
    for way in ["after", "before"] {
      if direction(of: time, "time.\(way)") { return way }
      let behind = time.places.upperBound..<(time.places.upperBound + 3)
      if behind.contains(where: { clock.hit("time.\(way)post", at: $0) != nil }) { return way }
    }
    return nil
  }

  private func direction(of time: ClockReader.Time, _ concept: String) -> Bool {
    let start = time.places.lowerBound
    return (max(0, start - 5)..<start).contains { place in
      guard let hit = clock.hit(concept, at: place) else { return false }
      return place + hit.length <= start && (start - place - hit.length) <= 2
        && passage.tokens[place].sentence == passage.tokens[start].sentence
    }
  }

  private func isNearCalling(_ time: ClockReader.Time) -> Bool {
    hits.contains { $0.concept == "time.call" && abs($0.place - time.places.lowerBound) <= 6 }
  }

  /// People who work say "after six" and mean the evening.
  private func evening(_ time: ClockReader.Time) -> Int {
    time.isFixed || time.minutes >= 8 * 60 || time.minutes == 0 ? time.minutes : time.minutes + Self.noon
  }

  // MARK: - Days and their parts

  private func days(_ sentence: Int, besidesHours: Bool) -> [String] {
    let isDated = ["court", "deadline", "leave", "throwout", "dismiss"].contains { !hits($0, in: sentence).isEmpty }
    if isDated { return [] }
    let named = TimeWish.week.filter { !hits("time.\($0)", in: sentence).isEmpty }
    let weekend = hits("time.weekend", in: sentence).isEmpty ? [] : ["sat", "sun"]
    let all = TimeWish.week.filter((named + weekend).contains)
    let isNegated = hits("time.never", in: sentence).contains { never in
      TimeWish.week.contains { day in
        hits("time.\(day)", in: sentence).contains { (0...3).contains($0.place - never.place - 1) }
      }
    }
    return isNegated ? TimeWish.week.filter { !all.contains($0) } : all
  }

  /// "in the evening", "not in the morning"; never about something that happened today or yesterday.
  private func partOfDay(_ sentence: Int, _ wish: inout TimeWish) {
    guard hits("time.today", in: sentence).isEmpty, hits("time.yesterday", in: sentence).isEmpty else { return }
    let parts = [("time.morning", 8, 12), ("time.evening", 18, 22)]
    for (concept, from, to) in parts {
      guard let part = hits(concept, in: sentence).first else { continue }
      guard
        hits("time.call", in: sentence).contains(where: { abs($0.place - part.place) <= 4 })
          || passage.tokens.count <= Self.short
      else { continue }
      let isNegated = hits("time.never", in: sentence).contains { (1...2).contains(part.place - $0.place) }
      switch (isNegated, concept) {
      case (true, "time.morning"): wish.from = Self.noon
      case (true, _): wish.to = 18 * 60
      case (false, _): (wish.from, wish.to) = (from * 60, to * 60)
      }
      return
    }
  }
}
