/// A comparison as `simulate --json` prints it.
package struct ComparisonBody: Codable, Sendable {
  package struct Language: Codable, Sendable {
    package var requests: Double
    package var median: Double
    package var p90: Double
    /// p90 of the waits that no rule could have shortened: nobody who speaks the language was in.
    package var floorP90: Double
    package var p95: Double
    package var broken: Double
  }

  package struct PerSeed: Codable, Sendable {
    package var seed: String
    package var measures: [String: Double]
    package var baseline: [String: Double]
  }

  package var scenario: String
  package var policy: String
  package var baseline: String
  package var measures: [String: Double]
  package var baselineMeasures: [String: Double]
  /// Policy over baseline, the mean of the seeds' ratios; null where the baseline is 0 for every seed.
  package var ratios: [String: Double?]
  package var languages: [String: Language]
  package var seeds: [PerSeed]

  package init(_ comparison: Comparison) {
    func table(_ value: (Figure) -> Double) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: Figure.allCases.map { ($0.rawValue, value($0)) })
    }
    scenario = comparison.scenario
    policy = comparison.policy
    baseline = comparison.baseline
    measures = table(comparison.mean)
    baselineMeasures = table(comparison.baselineMean)
    ratios = Dictionary(uniqueKeysWithValues: Figure.compared.map { ($0.rawValue, comparison.ratio($0)) })
    languages = Dictionary(
      uniqueKeysWithValues: comparison.languages.map { language in
        func mean(_ value: (Measures.Waits) -> Double) -> Double { comparison.mean(language, of: false, value) }
        return (
          language,
          Language(
            requests: mean { Double($0.n) }, median: mean(\.p50), p90: mean(\.p90), floorP90: mean(\.floor_p90),
            p95: mean(\.p95),
            broken: mean { 1 - $0.kept })
        )
      })
    seeds = comparison.pairs.map { pair in
      PerSeed(
        seed: pair.seed, measures: table { $0.value(of: pair.measures) },
        baseline: table { $0.value(of: pair.baseline) })
    }
  }
}
