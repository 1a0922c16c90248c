import Foundation

/// Opening hours laid out between two moments, so that desk minutes are a subtraction. A *position* is the number of desk
/// minutes since the beginning; it stands still while the desk is closed.
package struct DeskMinutes: Sendable {
  package let intervals: [DateInterval]
  private let starts: [Double]
  private let positions: [Double]

  package init(_ hours: some Hours, from start: Date, to end: Date) {
    intervals = hours.intervals(from: start, to: end)
    starts = intervals.map(\.start.timeIntervalSince1970)
    var total = 0.0
    positions = intervals.map { interval in
      defer { total += interval.duration / 60 }
      return total
    }
  }

  package func position(of moment: Date) -> Double {
    let seconds = moment.timeIntervalSince1970
    guard let index = last(in: starts, notAfter: seconds) else { return 0 }
    return positions[index] + min(seconds - starts[index], intervals[index].duration) / 60
  }

  /// The first open moment with so many desk minutes before it. Nil beyond the end.
  package func moment(at position: Double) -> Date? {
    guard let index = last(in: positions, notAfter: position) else { return intervals.first?.start }
    let into = (position - positions[index]) * 60
    if into < intervals[index].duration { return intervals[index].start + into }
    return index + 1 < intervals.count ? intervals[index + 1].start : nil
  }

  /// The first stretch that is open at or after `moment`, cut to begin there. Nil beyond the end.
  package func open(from moment: Date) -> DateInterval? {
    let seconds = moment.timeIntervalSince1970
    let index = last(in: starts, notAfter: seconds) ?? -1
    if index >= 0, moment < intervals[index].end { return DateInterval(start: moment, end: intervals[index].end) }
    return index + 1 < intervals.count ? intervals[index + 1] : nil
  }

  private func last(in values: [Double], notAfter value: Double) -> Int? {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
