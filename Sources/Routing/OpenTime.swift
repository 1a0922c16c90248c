import Desk
import Foundation
import Synchronization

/// The desk's hours, laid out once for all lists of a day: nothing but the day changes them while the desk runs.
final class OpenTime: Sendable {
  private struct Layout {
    let begin: Date
    let end: Date
    let minutes: DeskMinutes
  }

  private let hours: DeskCalendar
  private let last = Mutex<Layout?>(nil)

  init(_ hours: DeskCalendar) { self.hours = hours }

  /// Desk minutes from `begin` to at least a day after `now`.
  func minutes(from begin: Date, now: Date) -> DeskMinutes {
    last.withLock { last in
      if let last, last.begin == begin, (now + 86_400...now + 4 * 86_400).contains(last.end) { return last.minutes }
      let layout = Layout(
        begin: begin, end: now + 2 * 86_400, minutes: DeskMinutes(hours, from: begin, to: now + 2 * 86_400))
      last = layout
      return layout.minutes
    }
  }
}
