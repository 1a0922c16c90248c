import Desk
import Foundation

extension Callbacks {
  /// Waiting in one of these languages and inside the person's windows, in the order of `QueueOrder`. Those whose
  /// windows are shut aren't looked at one by one, however many stand in front: the same windows are open or shut for all.
  package static func callable(
    in languages: [Language], after place: QueueOrder.Place? = nil, limit: Int, in reader: Reader
  ) throws -> [Callback] {
    var places: [QueueOrder.Place] = []
    for language in languages {
      for windows in try openWindows(language, in: reader) {
        places += try first(limit, language, windows, after: place, in: reader)
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

  private static func first(
    _ limit: Int, _ language: Language, _ windows: String, after place: QueueOrder.Place?, in reader: Reader
  ) throws -> [QueueOrder.Place] {
    let later: Query =
      place.map {
        "AND (urgency <> 'now', waitingSince, id) > (\(!$0.isDanger), \($0.since), \($0.id))"
      } ?? ""
    return try reader.rows(
      """
      SELECT urgency = 'now', waitingSince, id FROM callback
      WHERE state = 'waiting' AND language = \(language.code) AND windows = \(windows) \(later)
      ORDER BY (urgency = 'now') DESC, waitingSince, id LIMIT \(limit)
      """
    ).map { QueueOrder.Place(isDanger: try $0.flag(0), since: try $0.date(1), id: try $0.id(2)) }
  }
}
