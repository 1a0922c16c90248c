import Desk
import Foundation

/// What happens next: a heap of moments. Equal moments in the order of `Happening`, then as they were entered.
struct Agenda {
  /// In the order in which they count at one instant.
  enum Happening {
    case callable(Int)
    case windowOpens(Int)
    case windowCloses(Int)
    case secondLanguage(Int)
    case callEnds(Int)
    case shiftStarts(Int, last: Double)
    case midnight

    var order: Int {
      switch self {
      case .callable, .windowOpens: 0
      case .windowCloses: 1
      case .secondLanguage: 2
      case .callEnds: 3
      case .shiftStarts: 4
      case .midnight: -1
      }
    }
  }

  struct Entry {
    let at: Double
    let what: Happening
    let number: Int

    func comes(before other: Entry) -> Bool {
      if at != other.at { return at < other.at }
      let (mine, others) = (what.order, other.what.order)
      return mine != others ? mine < others : number < other.number
    }
  }

  private var heap: [Entry] = []
  private var entered = 0

  init() {}

  var next: Entry? { heap.first }

  mutating func enter(_ what: Happening, at moment: Double) {
    heap.append(Entry(at: moment, what: what, number: entered))
    entered += 1
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].comes(before: heap[parent]) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func take() -> Entry? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if heap.isEmpty { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].comes(before: heap[least]) { least = child }
      }
      if least == parent { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}

extension Agenda {
  /// What is known beforehand: openings, shifts, midnights.
  init(of world: World, from first: Date?) {
    self.init()
    for (window, openings) in world.openings.enumerated() {
      for opening in openings {
        enter(.windowOpens(window), at: world.minutes(opening.start))
        enter(.windowCloses(window), at: world.minutes(opening.end))
      }
    }
    let left = world.scenario.constants.minShiftLeft
    for (adviser, shifts) in world.shifts.enumerated() {
      for shift in shifts {
        enter(.shiftStarts(adviser, last: world.minutes(shift.end) - left), at: world.minutes(shift.start))
      }
    }
    var day = world.scenario.start.advanced(by: 1)
    while case let midnight = world.clock.moment(LocalTime(minutes: 0), on: day), midnight < world.end {
      enter(.midnight, at: world.minutes(midnight))
      day = day.advanced(by: 1)
    }
    if let first { enter(.midnight, at: world.minutes(first)) }
  }
}
