import Desk
import Foundation

/// Lives through a scenario with one policy: everything that happens at an instant, then the same matching that serves.
struct Simulator<Rule: QueueRule> {
  private struct Staff {
    var candidate: Candidate
    var isBusy = false
    var idleSince: Double
    /// The last moment of the present stretch at which she may begin a call.
    var lastStart = -Double.infinity
  }

  let world: World
  let seed: Seed
  let rule: Rule
  /// Does a callback with a window enter the queue when its window first opens?
  let entersWhenOpen: Bool

  private var agenda: Agenda
  private var pool: Pool
  private var staff: [Staff]
  private var windowOf: [Int] = []
  private var secondFrom: [Double] = []
  private var isInSecond: [Bool] = []
  private(set) var runs: [Run]
  private var forecast: Forecast

  init(_ world: World, _ seed: Seed, rule: Rule, entersWhenOpen: Bool) {
    self.world = world
    self.seed = seed
    self.rule = rule
    self.entersWhenOpen = entersWhenOpen
    agenda = Agenda(of: world, from: seed.arrivals.first?.created)
    pool = Pool(windows: world.windows.count)
    forecast = Forecast(world.scenario)
    let begin = 0.0
    let need = forecast.need(on: world.scenario.start)
    staff = world.scenario.advisers.map { Staff(candidate: Candidate($0, need: need), idleSince: begin) }
    runs = seed.arrivals.map { _ in Run() }
  }

  /// - Parameter told: how far it is, from 0 to 1, now and then.
  /// - Throws: `CancellationError`.
  mutating func run(told: (Double) -> Void) throws {
    var next = 0
    let end = world.minutes(world.end)
    var count = 0
    while let first = agenda.next {
      while next < seed.arrivals.count, world.minutes(seed.arrivals[next].created) <= first.at {
        receive(next)
        next += 1
      }
      guard let now = agenda.next?.at else { break }
      while let entry = agenda.next, entry.at == now, let taken = agenda.take() { happen(taken.what, at: now) }
      try match(now)
      count += 1
      if count % 2000 == 0 {
        try Task.checkCancellation()
        told(now / end)
      }
    }
  }

  // MARK: - What happens

  private mutating func receive(_ id: Int) {
    let arrival = seed.arrivals[id]
    let created = world.minutes(arrival.created)
    forecast.note(arrival.language, on: world.clock.day(of: arrival.created))
    let window = arrival.window.flatMap { wished in world.windows.firstIndex { $0 == wished } } ?? 0
    windowOf.append(window)
    secondFrom.append(.infinity)
    isInSecond.append(false)
    let start = world.clockStart(window, from: arrival.created)
    runs[id].clockStart = start?.start
    runs[id].firstWindowEnds = start?.end
    runs[id].createdPosition = world.desk.position(of: created)
    runs[id].startPosition = start.map { world.desk.position(of: world.minutes($0.start)) } ?? 0
    let opening = world.opening(window, from: arrival.created)?.start ?? world.end
    if !arrival.alsoSpeaks.isEmpty {
      let share = world.scenario.constants.secondLanguageAfter
      let promise = Double(world.scenario.promises.deskMinutes(arrival.urgency))
      let from =
        arrival.urgency == .now
        ? created : world.desk.moment(at: runs[id].startPosition + share * promise)
      secondFrom[id] = from ?? .infinity
    }
    let asked = entersWhenOpen ? world.minutes(opening) : runs[id].createdPosition
    pool.write(
      Queued(
        id: Int64(id), language: arrival.language, alsoSpeaks: arrival.alsoSpeaks, urgency: arrival.urgency,
        issue: arrival.issue, hasWindow: window > 0, previous: arrival.previous, asked: asked))
    agenda.enter(.callable(id), at: max(created, entersWhenOpen ? world.minutes(opening) : created))
  }

  private mutating func happen(_ what: Agenda.Happening, at now: Double) {
    switch what {
    case .callable(let id):
      runs[id].waits = true
      pool.insert(id, place: rule.place(pool[id]), key(id, seed.arrivals[id].language, isSecond: false))
      if secondFrom[id] <= now {
        allowSecond(id)
      } else if secondFrom[id] < .infinity && runs[id].attempts == 0 {
        agenda.enter(.secondLanguage(id), at: secondFrom[id])
      }
    case .windowOpens(let window): pool.open(window, true)
    case .windowCloses(let window): pool.open(window, false)
    case .secondLanguage(let id): if runs[id].waits { allowSecond(id) }
    case .callEnds(let adviser):
      staff[adviser].isBusy = false
      staff[adviser].idleSince = now
    case .shiftStarts(let adviser, let last):
      staff[adviser].lastStart = last
      staff[adviser].idleSince = max(staff[adviser].idleSince, now)
    case .midnight:
      let need = forecast.need(on: world.clock.day(of: world.moment(now)))
      for index in staff.indices { staff[index].candidate = Candidate(world.scenario.advisers[index], need: need) }
    }
  }

  private mutating func allowSecond(_ id: Int) {
    if isInSecond[id] { return }
    isInSecond[id] = true
    for language in seed.arrivals[id].alsoSpeaks {
      pool.insert(id, place: rule.place(pool[id]), key(id, language, isSecond: true))
    }
  }

  private func key(_ id: Int, _ language: Language, isSecond: Bool) -> Pool.Key {
    Pool.Key(language: language, urgency: seed.arrivals[id].urgency, window: windowOf[id], isSecond: isSecond)
  }

  // MARK: - Matching

  private mutating func match(_ now: Double) throws {
    if pool.callable == 0 { return }
    let free = staff.indices.filter { !staff[$0].isBusy && now <= staff[$0].lastStart }
      .sorted { (staff[$0].idleSince, $0) < (staff[$1].idleSince, $1) }
    if free.isEmpty { return }
    let position = world.desk.position(of: now)
    let pairs = try Assignment.pairs(free: free) { adviser, taken -> Ranked? in
      let candidate = staff[adviser].candidate
      return try Ranking(rule, for: candidate, at: position)
        .best(1, of: pool.lanes(for: candidate, without: taken)).first
    }
    for pair in pairs { attempt(Int(pair.entry.queued.id), by: pair.adviser, at: now) }
  }

  private mutating func attempt(_ id: Int, by adviser: Int, at now: Double) {
    let arrival = seed.arrivals[id]
    let constants = world.scenario.constants
    leave(id)
    let moment = world.moment(now)
    let tries = runs[id].attempts
    let answered = arrival.truth.draws[tries] < arrival.truth.answers[world.dayPart(moment)]
    let minutes = answered ? arrival.truth.talkMinutes + constants.wrapMinutes : constants.unansweredMinutes
    let language = staff[adviser].candidate.tongue(for: pool[id])?.language ?? arrival.language
    runs[id].note(
      .init(at: moment, position: world.desk.position(of: now), adviser: adviser, language: language, minutes: minutes),
      answered: answered)
    staff[adviser].isBusy = true
    agenda.enter(.callEnds(adviser), at: now + minutes)
    guard !answered, runs[id].attempts < constants.maxAttempts else { return }
    guard let due = world.retry(windowOf[id], after: now) else { return }
    var queued = pool[id]
    queued.asked = entersWhenOpen ? due : world.desk.position(of: due)
    pool.write(queued)
    agenda.enter(.callable(id), at: due)
  }

  private mutating func leave(_ id: Int) {
    runs[id].waits = false
    let place = rule.place(pool[id])
    pool.remove(id, place: place, key(id, seed.arrivals[id].language, isSecond: false))
    guard isInSecond[id] else { return }
    isInSecond[id] = false
    for language in seed.arrivals[id].alsoSpeaks { pool.remove(id, place: place, key(id, language, isSecond: true)) }
  }
}
