import Desk
import Foundation

/// A scenario as a folder keeps it: scenario.json, roster.json, and for each seed arrivals and truth as CSV.
package struct ScenarioFolder: Sendable {
  package let folder: URL
  package let scenario: Scenario
  /// "s01", "s02", …
  package let seeds: [String]

  /// - Throws: `ScenarioFault`.
  package init(_ folder: URL) throws {
    self.folder = folder
    let facts = try Self.json("scenario.json", as: ScenarioFacts.self, in: folder)
    let roster = try Self.json("roster.json", as: RosterFacts.self, in: folder)
    scenario = try facts.scenario(with: roster)
    seeds = try FileManager.default.contentsOfDirectory(atPath: folder.path).compactMap { name in
      name.wholeMatch(of: /arrivals\.([A-Za-z0-9_-]+)\.csv/).map { String($0.1) }
    }.sorted()
    if seeds.isEmpty { throw ScenarioFault("arrivals.SEED.csv", "there is none") }
  }

  /// - Throws: `ScenarioFault` with file and line.
  package func seed(_ name: String) throws -> Seed {
    let arrivalsName = "arrivals.\(name).csv"
    let truthName = "truth.\(name).csv"
    let arrivals = try CSVFile(
      arrivalsName, in: folder,
      columns: ["id", "created", "language", "also_ok", "issue", "urgency", "window", "previous_adviser"])
    let truths = try CSVFile(
      truthName, in: folder,
      columns: [
        "id", "talk_minutes", "p_morning", "p_afternoon", "p_evening", "u1", "u2", "u3", "u4", "u5", "u6",
      ])
    let reader = ArrivalReader(scenario)
    var truthOf: [String: Truth] = [:]
    for row in truths.rows { truthOf[row.fields[0]] = try reader.truth(row) }
    var seen: Set<String> = []
    let read = try arrivals.rows.map { row in
      guard let truth = truthOf[row.fields[0]] else { throw row.fault("id \(row.fields[0]) isn't in \(truthName)") }
      guard seen.insert(row.fields[0]).inserted else { throw row.fault("id \(row.fields[0]) is there twice") }
      return try reader.arrival(row, truth)
    }
    if read.count != truths.rows.count {
      throw ScenarioFault(truthName, "\(truths.rows.count) lines for \(read.count) arrivals")
    }
    return Seed(name: name, arrivals: read)
  }

  private static func json<Value: Decodable>(_ name: String, as type: Value.Type, in folder: URL) throws -> Value {
    let data: Data
    do { data = try Data(contentsOf: folder.appending(path: name)) } catch {
      throw ScenarioFault(name, "can't be read")
    }
    do { return try JSONDecoder().decode(type, from: data) } catch let error as DecodingError {
      throw ScenarioFault(name, JSONFault.text(error))
    }
  }
}

/// Where in a JSON file something is wrong, in words.
private enum JSONFault {
  static func text(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): path(context.codingPath + [key]) + " is missing"
    case .typeMismatch(_, let context): path(context.codingPath) + " is of another kind"
    case .valueNotFound(_, let context): path(context.codingPath) + " is empty"
    case .dataCorrupted(let context): path(context.codingPath) + " " + context.debugDescription
    @unknown default: "can't be read"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined().trimmingCharacters(in: ["."])
  }
}
