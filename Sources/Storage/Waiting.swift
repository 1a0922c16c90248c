import Desk
import Foundation

extension Callbacks {
  /// Waiting in one of these languages and inside the person's windows, in the order of `QueueOrder`. Those whose
  /// windows are shut aren't looked at one by one, however many stand in front: the same windows are open or shut for all.
  package static func callable(in languages: [Language], limit: Int, in reader: Reader) throws -> [Callback] {
    var places: [Place] = []
    for language in languages {
      for windows in try openWindows(language, in: reader) {
        places += try first(limit, language, windows, in: reader)
      }
    }
    return try places.sorted().prefix(limit).compactMap { try find($0.id, in: reader) }
  }

  /// The windows, as their column has them, of those who wait in a language, as far as they are open now.
  private static func openWindows(_ language: Language, in reader: Reader) throws -> [String] {
    var open: [String] = []
    var last = ""
    while let row = try reader.row(
      """
      SELECT min(windows) FROM callback
      WHERE state = 'waiting' AND language = \(language.code) AND windows > \(last)
      """), let windows = try row.textIfAny(0)
    {
      if try row.list(0, of: CallWindow.self).allow(reader.now) { open.append(windows) }
      last = windows
    }
    return open
  }

  private static func first(_ limit: Int, _ language: Language, _ windows: String, in reader: Reader) throws -> [Place]
  {
    try reader.rows(
      """
      SELECT urgency = 'now', waitingSince, id FROM callback
      WHERE state = 'waiting' AND language = \(language.code) AND windows = \(windows)
      ORDER BY (urgency = 'now') DESC, waitingSince, id LIMIT \(limit)
      """
    ).map { Place(isDanger: try $0.flag(0), since: try $0.date(1), id: try $0.id(2)) }
  }
}

/// Where a callback stands in the queue.
private struct Place: Comparable {
  let isDanger: Bool
  let since: Date
  let id: ID<Callback>

  static func < (one: Place, other: Place) -> Bool {
    if one.isDanger != other.isDanger { return one.isDanger }
    return (one.since, one.id.rawValue) < (other.since, other.id.rawValue)
  }
}
