import Desk
import Foundation

/// How much each language is needed, as it was worked out last.
package enum Needs {
  /// Nil when it wasn't worked out on that day, or the roster changed since.
  package static func found(on day: Day, in reader: Reader) throws -> Need? {
    let rows = try reader.rows("SELECT language, perMille FROM languageNeed WHERE day = \(day.description)")
    if rows.isEmpty { return nil }
    return Need(
      try Dictionary(
        uniqueKeysWithValues: rows.map { (Languages.stored(try $0.text(0)), Double(try $0.integer(1)) / 1000) }))
  }

  package static func save(_ need: Need, for languages: [Language], on day: Day, in writer: Writer) throws {
    try Rosters.forgetNeed(in: writer)
    for language in languages {
      try writer.run(
        """
        INSERT INTO languageNeed (language, perMille, day)
        VALUES (\(language.code), \(Int((need[language] * 1000).rounded())), \(day.description))
        """)
    }
  }

  /// How many asked since then, per language.
  package static func asked(since moment: Date, in reader: Reader) throws -> [Language: Int] {
    let rows = try reader.rows(
      """
      SELECT language, count(*) FROM callback WHERE receivedAt >= \(moment) AND language IS NOT NULL GROUP BY language
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map { (Languages.stored(try $0.text(0)), Int(try $0.integer(1))) })
  }
}
