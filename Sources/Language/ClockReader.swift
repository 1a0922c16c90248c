/// Finds times of day in a message: "18:30", "half zes", "cinci și jumătate", "после шести".
struct ClockReader {
  struct Time: Equatable {
    var minutes: Int
    /// The tokens it takes.
    let places: Range<Int>
    /// With minutes, a word for the hour, or am and pm: certainly a time of day.
    let isSure: Bool
    /// Morning, evening, am or pm is said: nothing to guess.
    var isFixed: Bool
  }

  let passage: Passage
  private let byPlace: [Int: [Stems.Hit]]
  private var tokens: [Passage.Token] { passage.tokens }

  init(_ passage: Passage, _ hits: [Stems.Hit]) {
    self.passage = passage
    byPlace = Dictionary(grouping: hits, by: \.place)
  }

  /// The longest hit of the concept that begins at the place.
  func hit(_ concept: String, at place: Int) -> Stems.Hit? {
    (byPlace[place] ?? []).filter { $0.concept == concept }.max { $0.length < $1.length }
  }

  func times() -> [Time] {
    var times: [Time] = []
    var place = 0
    while place < tokens.count {
      if let time = time(at: place) {
        times.append(time)
        place = time.places.upperBound
      } else {
        place += 1
      }
    }
    return times
  }

  private func time(at place: Int) -> Time? {
    if let half = hit("time.half", at: place), let hour = hour(at: place + half.length), hour.value > 0 {
      // "half zes" is half an hour before six.
      return finish(hour.value * 60 - 30, place..<(place + half.length + hour.length), isSure: true)
    }
    if let half = hit("time.pasthalf", at: place), let hour = hour(at: place + half.length) {
      return finish(hour.value * 60 + 30, place..<(place + half.length + hour.length), isSure: true)
    }
    guard let hour = hour(at: place) else { return nil }
    var end = place + hour.length
    var minutes = hour.value * 60
    var isSure = false
    if end < tokens.count, tokens[end].isNumber, let tie = tokens[end].tie, ":.h ".contains(tie),
      tokens[end].text.count == 2, let more = Int(tokens[end].text), more < 60
    {
      minutes += more
      end += 1
      isSure = true
    } else if let half = hit("time.andhalf", at: end) {
      minutes += 30
      end += half.length
      isSure = true
    }
    guard minutes <= 24 * 60 else { return nil }
    return finish(minutes, place..<end, isSure: isSure)
  }

  /// A figure from 0 to 24 or a word for one to twelve.
  private func hour(at place: Int) -> (value: Int, length: Int)? {
    guard tokens.indices.contains(place) else { return nil }
    if tokens[place].isNumber {
      guard tokens[place].text.count <= 2, let value = Int(tokens[place].text), value <= 24 else { return nil }
      return (value, 1)
    }
    let words = (byPlace[place] ?? []).compactMap { hit -> (value: Int, length: Int)? in
      guard hit.concept.hasPrefix("number."), let value = Int(hit.concept.dropFirst(7)) else { return nil }
      return (value, hit.length)
    }
    // "tizenegy" begins with "tíz", "seventy" with "seven": the longest stem isn't kept, so the highest number wins.
    return words.max { $0.value < $1.value }
  }

  private func finish(_ minutes: Int, _ places: Range<Int>, isSure: Bool) -> Time? {
    var time = Time(minutes: minutes, places: places, isSure: isSure, isFixed: minutes >= 13 * 60)
    var end = places.upperBound
    var sure = isSure
    if let hour = hit("time.hour", at: end) {
      end += hour.length
      sure = true
    } else if hit("time.units", at: end) != nil {
      return nil
    }
    for next in end..<min(end + 4, tokens.count) where tokens[next].sentence == tokens[places.lowerBound].sentence {
      if hit("time.pm", at: next) != nil || hit("time.evening", at: next) != nil {
        if time.minutes < 12 * 60 { time.minutes += 12 * 60 }
        (time.isFixed, sure) = (true, true)
        break
      }
      if hit("time.am", at: next) != nil || hit("time.morning", at: next) != nil {
        (time.isFixed, sure) = (true, true)
        break
      }
    }
    if let before = hit("time.hour", at: places.lowerBound - 1), before.length == 1 { sure = true }
    if !time.isFixed,
      hit("time.morning", at: places.lowerBound - 1) ?? hit("time.morning", at: places.lowerBound - 2) != nil
    {
      time.isFixed = true
    }
    if !time.isFixed, time.minutes < 12 * 60,
      hit("time.evening", at: places.lowerBound - 1) ?? hit("time.evening", at: places.lowerBound - 2) != nil
    {
      time.minutes += 12 * 60
      time.isFixed = true
    }
    return Time(minutes: time.minutes, places: places.lowerBound..<end, isSure: sure, isFixed: time.isFixed)
  }
}
