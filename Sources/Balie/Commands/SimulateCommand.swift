import ArgumentParser
import Desk
import Foundation
import Simulation
import Surface
import Terminal
import Words

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Plays a scenario with the rule that serves, beside the usual one.",
    discussion: """
      SCENARIO is a folder with scenario.json, roster.json, and arrivals.SEED.csv and truth.SEED.csv for each seed.
      The same files give the same figures to the last bit.

      With --from-trail those who really asked are played once more: when, in what language, at which attempt they answered,
      how long the call took. The roster is the desk's, or that of --advisers; policy and weights as you like.
      """)

  @Argument(help: "A folder with a scenario; not with --from-trail.") var scenario: String?
  @Flag(name: .long, help: "Replay the desk's own history, of --config FILE or --data DIR of a demo.")
  var fromTrail = false
  @OptionGroup var desk: DeskFolder
  @Option(name: .long, help: "With --from-trail: another roster, a file such as config/advisers.yaml or a CSV.")
  var advisers: String?
  @Option(name: .long, help: "With --from-trail: who asked from this day on, YYYY-MM-DD.") var from: String?
  @Option(name: .long, help: "With --from-trail: who asked up to this day.") var to: String?
  @Option(name: .long, help: "points, fifo-longest-idle or priority-longest-idle.") var policy = "points"
  @Option(name: .long, help: "fifo-longest-idle or priority-longest-idle: what to compare with.")
  var baseline = "fifo-longest-idle"
  @Option(name: .long, help: "Only this seed of the folder, such as s01.") var seed: String?
  @Option(name: .long, parsing: .upToNextOption, help: "Other weights of the points: window=30 previous=0.")
  var points: [String] = []
  @Option(name: .long, help: "The share of advisers who are ill on a day without notice, such as 0.1.") var ill = 0.0
  @Option(name: .long, help: "Write the result with plots to this HTML file.") var html: String?
  @OptionGroup var output: Output

  func validate() throws {
    guard (0..<1).contains(ill) else { throw ValidationError("--ill must be from 0 up to 1.") }
    if fromTrail == (scenario != nil) { throw ValidationError("Say a folder with a scenario, or --from-trail.") }
    for (name, day) in [("--from", from), ("--to", to)] {
      if let day, Day(day) == nil { throw ValidationError("\(name) must be YYYY-MM-DD.") }
    }
  }

  func run() async throws {
    let comparison: Comparison
    do { comparison = try fromTrail ? await compareTrail() : compareFolder() } catch let fault as ScenarioFault {
      throw Failed(.configuration, "scenario: \(fault)")
    }
    if let html { try write(comparison, to: html) }
    if output.json { return Speech.json(try Wire.encode(ComparisonBody(comparison))) }
    show(comparison)
  }

  private func compareFolder() throws -> Comparison {
    let folder = try ScenarioFolder(URL(filePath: scenario ?? ""))
    if let seed, !folder.seeds.contains(seed) {
      throw ScenarioFault("arrivals.\(seed).csv", "there is no such seed")
    }
    return try compare(folder.scenario, folder.seeds.filter { seed == nil || $0 == seed }, folder.seed)
  }

  private func compareTrail() async throws -> Comparison {
    let settings = try desk.settings()
    let history = try await AdminClient.history(from: from.flatMap { Day($0) }, to: to.flatMap { Day($0) }, settings)
    if history.withoutLanguage > 0 {
      FileHandle.standardError.write(
        Data((SimulationWords.of(Speech.language).leftOut(history.withoutLanguage) + "\n").utf8))
    }
    let zone = settings.rules.openingHours.zone
    let roster = try advisers.map { try AdviserFile($0).advisers(zone: zone) } ?? history.roster(zone: zone)
    let replay = try Replay(history.requests, advisers: roster, rules: settings.rules)
    return try compare(replay.scenario, [replay.seed.name]) { _ in replay.seed }
  }

  private func compare(_ scenario: Scenario, _ seeds: [String], _ read: (String) throws -> Seed) throws -> Comparison {
    var weights = try PointsText.points(points)
    weights.promises = scenario.promises
    guard let policy = Policy(policy, points: weights), let baseline = Policy(baseline, points: weights) else {
      throw ValidationError("A policy is one of \(Policy.names.joined(separator: ", ")).")
    }
    var bar = ProgressBar(parts: seeds.count * 2)
    let pairs = try seeds.map { name in
      let seed = try read(name)
      let ours = try Simulation.run(scenario, seed, policy, ill: ill) { bar.tell($0) }.measures
      bar.next()
      let theirs = try Simulation.run(scenario, seed, baseline, ill: ill) { bar.tell($0) }.measures
      bar.next()
      return Comparison.Pair(seed: name, measures: ours, baseline: theirs)
    }
    bar.clear()
    return Comparison(scenario: scenario.name, policy: policy.name, baseline: baseline.name, pairs: pairs)
  }

  private func show(_ comparison: Comparison) {
    let words = SimulationWords.of(Speech.language)
    Speech.say(words.title(comparison.scenario, comparison.pairs.count))
    var table = Table([
      .init("", elastic: true), .init(comparison.policy, .right), .init(comparison.baseline, .right),
      .init(words.ratio, .right),
    ])
    for figure in Figure.allCases {
      let ratio = Figure.compared.contains(figure) ? comparison.ratio(figure)?.text(2) ?? "–" : ""
      table.append([
        words.title(of: figure), figure.text(comparison.mean(figure)), figure.text(comparison.baselineMean(figure)),
        ratio,
      ])
    }
    Speech.table(table)
    Speech.say("")
    var languages = Table(
      words.columns.enumerated().map { .init($1, $0 == 0 ? .left : .right) })
    for language in comparison.languages {
      func mean(_ value: (Measures.Waits) -> Double) -> Double { comparison.mean(language, of: false, value) }
      languages.append([
        language, mean { Double($0.n) }.text(0), mean(\.p50).text(1), mean(\.p90).text(1),
        mean(\.floor_p90).text(1), mean(\.p95).text(1),
        (mean { 1 - $0.kept } * 100).text(1) + " %",
      ])
    }
    Speech.table(languages)
    Speech.say(words.aboutFloor)
  }

  private func write(_ comparison: Comparison, to file: String) throws {
    let words = SimulationWords.of(Speech.language)
    let page = ComparisonPage(
      comparison,
      .init(
        page: words.title(comparison.scenario, comparison.pairs.count), waits: words.waits, promises: words.promises,
        figure: words.title(of:), ratio: words.ratio, language: Speech.language.rawValue))
    try Data(page.html.utf8).write(to: URL(filePath: file))
  }
}

extension SimulationWords {
  func title(of figure: Figure) -> String {
    switch figure {
    case .mean: mean
    case .median: median
    case .p90: percentile(90)
    case .p95: percentile(95)
    case .p99: percentile(99)
    case .worstP95: worstP95
    case .broken: broken
    case .worstBroken: worstBroken
    case .missedWindow: missedWindow
    case .emergencyP95: emergencyP95
    case .deadlineP95: deadlineP95
    case .normalP95: normalP95
    case .emergencyBrokenOnTheWall: emergencyBrokenOnTheWall
    case .emergencyWallP95: emergencyWallP95
    case .wallMedian: wallMedian
    case .wallP95: wallP95
    case .insideWindow: insideWindow
    case .firstReached: firstReached
    case .reached: reached
    case .continuity: continuity
    case .specialist: specialist
    case .ownLanguage: ownLanguage
    case .gini: gini
    case .occupancy: occupancy
    case .attempts: attempts
    case .uncalled: uncalled
    case .requests: requests
    }
  }
}
