import Desk
import Foundation

/// Who is in for each language on the coming working days.
package struct CoverBody: Described {
  package struct Gap: Described {
    package var language: String
    package var day: String
    package var part: String

    package static let schema = Schema.Object(
      "Gap", "Nobody is in who speaks the language.",
      [.always("language", .text()), .always("day", .text()), .always("part", .text())])

    package init(_ gap: Cover.Gap) {
      language = gap.language.code
      day = gap.day.description
      part = gap.part.text
    }
  }

  package struct OfLanguage: Described {
    package var language: String
    package var speakers: [String]
    package var next: String?
    package var nextAt: Date?
    package var gaps: [Gap]
    /// Parts of days that hang on one adviser, for each such adviser.
    package var alone: [String: Int]

    package static let schema = Schema.Object(
      "LanguageCover", "Who is in for a language.",
      [
        .always("language", .text()), .always("speakers", .list(.text())), .maybe("next", .text(), "Who is in first."),
        .maybe("nextAt", .time), .always("gaps", .list(Gap.shape)),
        .always("alone", .map(.integer()), "Parts of days that hang on one adviser, for each such adviser."),
      ])
  }

  /// Work for which too few are in.
  package struct Short: Described {
    package var language: String
    package var day: String
    package var part: String
    /// Minutes.
    package var asked: Double
    package var badDay: Double
    package var share: Double
    package var colour: Shortage.Colour
    package var couldHelp: [String]

    package static let schema = Schema.Object(
      "Short", "Work for which too few are in; minutes.",
      [
        .always("language", .text()), .always("day", .text()), .always("part", .text()), .always("asked", .number),
        .always("badDay", .number), .always("share", .number), .always("colour", .one(of: Shortage.Colour.self)),
        .always("couldHelp", .list(.text())),
      ])
  }

  package var languages: [OfLanguage]
  package var forecast: [Short]

  package static let schema = Schema.Object(
    "Cover", "Who is in for each language on the coming working days.",
    [.always("languages", .list(OfLanguage.shape)), .always("forecast", .list(Short.shape))])

  package init(
    _ cover: Cover, forecast: [(day: Day, part: DayPart, shortage: Shortage, couldHelp: [AdviserID])]
  ) {
    languages = cover.languages.map { one in
      OfLanguage(
        language: one.language.code, speakers: one.speakers.map(\.name), next: one.next?.name, nextAt: one.nextAt,
        gaps: one.gaps.map(Gap.init),
        alone: Dictionary(uniqueKeysWithValues: one.alone.map { ($0.key.name, $0.value) }))
    }
    self.forecast = forecast.map { day, part, shortage, help in
      Short(
        language: shortage.language.code, day: day.description, part: part.text, asked: shortage.asked,
        badDay: shortage.badDay, share: shortage.share, colour: shortage.colour, couldHelp: help.map(\.name))
    }
  }
}

/// What an absence leaves uncovered.
package struct GapsBody: Described {
  package var gaps: [CoverBody.Gap]
  package var granted: Bool

  package static let schema = Schema.Object(
    "Gaps", "What an absence leaves uncovered.",
    [.always("gaps", .list(CoverBody.Gap.shape)), .always("granted", .flag)])

  package init(_ gaps: [Cover.Gap], granted: Bool) {
    self.gaps = gaps.map(CoverBody.Gap.init)
    self.granted = granted
  }
}
