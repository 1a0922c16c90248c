import Desk
import Foundation

/// The wait that no rule can shorten: until somebody who may speak with the person is in, if she never had another call.
/// A language of few speakers has such waits when they are ill or off, whoever is called first.
struct Floor {
  let world: World

  /// Desk minutes; nil when nobody ever could.
  func wait(of arrival: Arrival, _ run: Run) -> Double? {
    let share = world.scenario.constants.secondLanguageAfter
    let promised = Double(world.scenario.promises.deskMinutes(arrival.urgency))
    let created = world.minutes(arrival.created)
    let second =
      arrival.urgency == .now ? created : world.desk.moment(at: run.startPosition + share * promised) ?? .infinity
    let window = arrival.window.flatMap { wished in world.windows.firstIndex { $0 == wished } } ?? 0
    let moments = world.scenario.advisers.indices.compactMap { index -> Double? in
      let adviser = world.scenario.advisers[index]
      if adviser.level(in: arrival.language) != nil { return first(index, window, from: created) }
      guard arrival.alsoSpeaks.contains(where: { adviser.level(in: $0) != nil }) else { return nil }
      return first(index, window, from: max(created, second))
    }
    return moments.min().map { max(0, world.desk.position(of: $0) - run.startPosition) }
  }

  /// The first moment at which she is in long enough and the window is open.
  private func first(_ adviser: Int, _ window: Int, from moment: Double) -> Double? {
    guard moment < .infinity else { return nil }
    let left = world.scenario.constants.minShiftLeft
    let shifts = world.shifts[adviser]
    for shift in shifts[shifts.partition { world.minutes($0.end) - left >= moment }...] {
      let from = max(moment, world.minutes(shift.start))
      guard let open = world.opening(window, from: world.moment(from)) else { return nil }
      let at = max(from, world.minutes(open.start))
      if at <= world.minutes(shift.end) - left { return at }
    }
    return nil
  }
}
