import Foundation

/// How much each language is needed: how busy its speakers would be if the coming weeks' work were shared as evenly as
/// languages allow. 0 for a language nobody asks for, 1 at most.
package struct Need: Sendable, Equatable {
  private let byLanguage: [Language: Double]

  package subscript(language: Language) -> Double { min(load(language), 1) }

  /// Not cut at 1: what is asked over what the speakers' share is. Infinite when nobody is rostered.
  package func load(_ language: Language) -> Double { byLanguage[language] ?? 0 }

  package static let none = Need([:])

  /// As it was worked out before.
  package init(_ byLanguage: [Language: Double]) { self.byLanguage = byLanguage }

  /// - Parameters:
  ///   - staff: each adviser's languages and rostered minutes.
  ///   - asked: minutes of work asked for, per language, in the same time.
  package init(staff: [(languages: [Language], minutes: Double)], asked: [Language: Double]) {
    let languages = asked.filter { $0.value > 0 }.keys.sorted { $0.code < $1.code }
    var sharing = EvenSharing(staff, languages, asked: languages.map { asked[$0] ?? 0 })
    let load = sharing.loads()
    byLanguage = Dictionary(uniqueKeysWithValues: zip(languages, load))
  }
}

/// Shares each language's minutes among its speakers until those of one language are equally busy.
private struct EvenSharing {
  /// Who speaks a language, how much of its work she has at present.
  private struct Share {
    let adviser: Int
    var weight: Double
  }

  private let minutes: [Double]
  private let asked: [Double]
  private var shares: [[Share]]

  init(_ staff: [(languages: [Language], minutes: Double)], _ languages: [Language], asked: [Double]) {
    minutes = staff.map(\.minutes)
    self.asked = asked
    shares = languages.map { language in
      staff.enumerated().filter { $0.element.minutes > 0 && $0.element.languages.contains(language) }
        .map { Share(adviser: $0.offset, weight: $0.element.minutes) }
    }
  }

  mutating func loads() -> [Double] {
    var busy = [Double](repeating: 0, count: minutes.count)
    var loads = [Double](repeating: 0, count: asked.count)
    for _ in 0..<400 {
      measure(&busy, &loads)
      for language in shares.indices {
        let step = max(loads[language], 0.05)
        for index in shares[language].indices {
          let share = shares[language][index]
          let excess = min(max((busy[share.adviser] - loads[language]) / step, -3), 3)
          shares[language][index].weight *= exp(-0.5 * excess)
        }
      }
    }
    return shares.indices.map { shares[$0].isEmpty ? .infinity : loads[$0] }
  }

  private mutating func measure(_ busy: inout [Double], _ loads: inout [Double]) {
    for adviser in busy.indices { busy[adviser] = 0 }
    for language in shares.indices {
      let total = shares[language].reduce(0) { $0 + $1.weight }
      for index in shares[language].indices {
        shares[language][index].weight /= total
        let share = shares[language][index]
        busy[share.adviser] += share.weight * asked[language] / minutes[share.adviser]
      }
    }
    for language in shares.indices {
      loads[language] = shares[language].reduce(0) { $0 + $1.weight * busy[$1.adviser] }
    }
  }
}
