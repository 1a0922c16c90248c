/// A policy beside the industry's default, over the same requests.
package struct Comparison: Sendable {
  package struct Pair: Sendable {
    package let seed: String
    package let measures: Measures
    package let baseline: Measures

    package init(seed: String, measures: Measures, baseline: Measures) {
      self.seed = seed
      self.measures = measures
      self.baseline = baseline
    }
  }

  package let scenario: String
  package let policy: String
  package let baseline: String
  package let pairs: [Pair]

  package init(scenario: String, policy: String, baseline: String, pairs: [Pair]) {
    self.scenario = scenario
    self.policy = policy
    self.baseline = baseline
    self.pairs = pairs
  }

  /// The mean over the seeds.
  package func mean(_ figure: Figure) -> Double { Statistics.mean(pairs.map { figure.value(of: $0.measures) }) }

  package func baselineMean(_ figure: Figure) -> Double {
    Statistics.mean(pairs.map { figure.value(of: $0.baseline) })
  }

  /// The mean of the seeds' ratios, of those whose baseline isn't 0. Nil when all are.
  package func ratio(_ figure: Figure) -> Double? {
    let ratios = pairs.compactMap { pair -> Double? in
      let below = figure.value(of: pair.baseline)
      return below > 0 ? figure.value(of: pair.measures) / below : nil
    }
    return ratios.isEmpty ? nil : Statistics.mean(ratios)
  }

  package var languages: [String] {
    let requests = pairs.flatMap { $0.measures.by_language.mapValues(\.n) }
    return Dictionary(requests, uniquingKeysWith: +).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// The mean over the seeds in which somebody asked in the language.
  package func mean(_ language: String, of baseline: Bool, _ value: (Measures.Waits) -> Double) -> Double {
    Statistics.mean(
      pairs.compactMap { (baseline ? $0.baseline : $0.measures).by_language[language].map(value) })
  }
}
