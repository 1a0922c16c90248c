import Foundation

/// The desk's hours in minutes since a scenario's beginning. A *position* is the number of desk minutes before a moment. As
/// `Desk.DeskMinutes`, but without seconds since 1970 in between, whose rounding would decide ties otherwise.
struct OpenMinutes {
  private let starts: [Double]
  private let ends: [Double]
  private let positions: [Double]

  init(_ intervals: [DateInterval], since begin: Date) {
    starts = intervals.map { $0.start.timeIntervalSince(begin) / 60 }
    ends = intervals.map { $0.end.timeIntervalSince(begin) / 60 }
    var total = 0.0
    positions = zip(starts, ends).map { start, end in
      defer { total += end - start }
      return total
    }
  }

  func position(of minutes: Double) -> Double {
    let next = starts.partition { $0 > minutes }
    if next == 0 { return 0 }
    return positions[next - 1] + (min(minutes, ends[next - 1]) - starts[next - 1])
  }

  /// The first open moment with so many desk minutes before it. Nil beyond the end.
  func moment(at position: Double) -> Double? {
    let next = positions.partition { $0 > position }
    if next == 0 { return starts.first }
    let moment = starts[next - 1] + (position - positions[next - 1])
    if moment < ends[next - 1] { return moment }
    return next < starts.count ? starts[next] : nil
  }

  /// The first open moment from then on. Nil beyond the end.
  func open(from minutes: Double) -> Double? {
    let next = ends.partition { $0 > minutes }
    return next < ends.count ? max(minutes, starts[next]) : nil
  }
}
