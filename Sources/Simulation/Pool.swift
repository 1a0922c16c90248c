import Desk

/// What waits, in lanes: one for each language, urgency and window.
struct Pool {
  /// A lane of those who can be spoken with in their own language, or of those for whom it's the second.
  struct Key: Hashable {
    let language: Language
    let urgency: Urgency
    let window: Int
    let isSecond: Bool
  }

  private struct Waiting {
    let key: Key
    var order: [(place: Double, id: Int)] = []
  }

  /// Shared with the cursors, which only look.
  final class Book {
    fileprivate(set) var queued: [Queued] = []
  }

  private let book = Book()
  private var waiting: [Waiting] = []
  private var index: [Key: Int] = [:]
  private var ofLanguage: [Language: [Int]] = [:]
  private var isOpen: [Bool]
  /// Requests in lanes that are open, each counted for every lane.
  private(set) var callable = 0

  init(windows: Int) { isOpen = [Bool](repeating: false, count: windows) }

  mutating func open(_ window: Int, _ open: Bool) {
    guard isOpen[window] != open else { return }
    isOpen[window] = open
    for lane in waiting where lane.key.window == window { callable += open ? lane.order.count : -lane.order.count }
  }

  subscript(id: Int) -> Queued { book.queued[id] }

  /// `queued.id` is its place in the book.
  mutating func write(_ queued: Queued) {
    let id = Int(queued.id)
    if id == book.queued.count { book.queued.append(queued) } else { book.queued[id] = queued }
  }

  mutating func insert(_ id: Int, place: Double, _ key: Key) {
    let lane = lane(key)
    let at = waiting[lane].order.partition { ($0.place, $0.id) >= (place, id) }
    waiting[lane].order.insert((place, id), at: at)
    if isOpen[key.window] { callable += 1 }
  }

  mutating func remove(_ id: Int, place: Double, _ key: Key) {
    let lane = lane(key)
    let at = waiting[lane].order.partition { ($0.place, $0.id) >= (place, id) }
    guard at < waiting[lane].order.count, waiting[lane].order[at].id == id else { return }
    waiting[lane].order.remove(at: at)
    if isOpen[key.window] { callable -= 1 }
  }

  /// What somebody who speaks these languages could take now.
  func lanes(for candidate: Candidate, without taken: Set<Int64>) -> [Cursor] {
    var lanes: [Cursor] = []
    for tongue in candidate.tongues {
      for lane in ofLanguage[tongue.language] ?? [] where isOpen[waiting[lane].key.window] {
        if waiting[lane].order.isEmpty { continue }
        lanes.append(
          Cursor(book: book, order: waiting[lane].order, taken: taken, anyTongue: waiting[lane].key.isSecond))
      }
    }
    return lanes
  }

  private mutating func lane(_ key: Key) -> Int {
    if let known = index[key] { return known }
    waiting.append(Waiting(key: key))
    index[key] = waiting.count - 1
    ofLanguage[key.language, default: []].append(waiting.count - 1)
    return waiting.count - 1
  }

  /// Walks down a lane.
  struct Cursor: Lane {
    let book: Book
    let order: [(place: Double, id: Int)]
    let taken: Set<Int64>
    let anyTongue: Bool
    private var at = 0

    init(book: Book, order: [(place: Double, id: Int)], taken: Set<Int64>, anyTongue: Bool) {
      self.book = book
      self.order = order
      self.taken = taken
      self.anyTongue = anyTongue
    }

    mutating func next() -> Queued? {
      while at < order.count {
        let queued = book.queued[order[at].id]
        at += 1
        if taken.isEmpty || !taken.contains(queued.id) { return queued }
      }
      return nil
    }
  }
}

extension Array {
  /// The first index at which `isAfter` holds; it holds for all later ones too.
  func partition(_ isAfter: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
