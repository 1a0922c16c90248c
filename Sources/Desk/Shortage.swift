import Foundation

/// Minutes asked against minutes rostered, for one language on one part of a day. Call-backs have hours, not seconds: so
/// work is shared evenly over overlapping languages, with a margin for a bad day (one in ten, compound Poisson with
/// E[S²]/E[S] = 36 minutes).
package struct Shortage: Sendable, Equatable {
  package let language: Language
  package let asked: Double
  /// The speakers' share of their minutes, after sharing evenly. 0: nobody is rostered.
  package let share: Double

  package init(language: Language, asked: Double, share: Double) {
    self.language = language
    self.asked = asked
    self.share = share
  }

  package var badDay: Double { asked + 1.28 * (36 * asked).squareRoot() }

  package var load: Double { asked == 0 ? 0 : share > 0 ? asked / share : .infinity }

  package enum Colour: String, Sendable, Codable, CaseIterable { case enough, watch, short, nobody }

  package var colour: Colour {
    if asked > 0, share == 0 { return .nobody }
    return load > 1 ? .short : load >= 0.7 ? .watch : .enough
  }
}
