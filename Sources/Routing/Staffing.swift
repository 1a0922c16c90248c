import Desk
import Foundation
import Storage

/// Who is rostered for how long, and how much is asked, per language: what `need` and the forecast are made of.
struct Staffing {
  /// The history that counts, and how far ahead rosters are looked at.
  private static let weeksBack = 8
  private static let weeksAhead = 4
  /// A call, wrapping up, and the attempts that nobody answered: the mean of the simulation's reference.
  static let minutesPerCallback = 30.0

  let advisers: [Adviser]
  private let askedBefore: [Language: Int]

  init(_ rules: DeskRules, in reader: Reader) throws {
    advisers = try Advisers.all(in: reader).map { $0.observing(rules.openingHours.closed).adviser }
    askedBefore = try Needs.asked(since: reader.now - Double(Self.weeksBack) * 7 * 86_400, in: reader)
  }

  /// Minutes of work asked in a week, per language.
  var askedPerWeek: [Language: Double] {
    askedBefore.mapValues { Double($0) / Double(Self.weeksBack) * Self.minutesPerCallback }
  }

  func need(from day: Day) -> Need {
    let days = Self.weeksAhead * 7
    let staff = advisers.map { adviser in
      let minutes = (0..<days).reduce(0) { $0 + adviser.roster.parts(on: day.advanced(by: $1)).minutes }
      return (languages: adviser.languages.map(\.language), minutes: Double(minutes))
    }
    return Need(staff: staff, asked: askedPerWeek.mapValues { $0 * Double(Self.weeksAhead) })
  }
}
