import Desk
import Foundation
import Simulation
import Testing

/// A scenario of one adviser and two requests, in a folder of its own.
private struct Folder: ~Copyable {
  let url = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID())")

  static let files = [
    "scenario.json": """
    {"name": "tiny", "start": "2027-04-05", "days": 7, "warmup_days": 0, "requests_per_week": 2,
     "promise_desk_minutes": {"emergency": 60, "deadline": 240, "normal": 480}, "expected_mix": {"pl": 1},
     "constants": {"wrap_minutes": 5, "unanswered_minutes": 3, "max_attempts": 5, "min_shift_left": 10,
                   "second_language_after": 0.5, "retry_after_desk_minutes": 120}}
    """,
    "roster.json": """
    {"timezone": "Europe/Amsterdam", "desk_hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]},
     "closed_days": [], "advisers": [{"id": "A1", "languages": ["pl"], "specialisms": [], "absences": [],
     "weekly": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "tue": [["09:00", "17:00"]]}}]}
    """,
    "arrivals.s01.csv": """
    id,created,language,also_ok,issue,urgency,window,previous_adviser
    R1,2027-04-05T08:00:00,pl,,other,normal,any,
    R2,2027-04-05T08:30:00,pl,,other,emergency,any,

    """,
    "truth.s01.csv": """
    id,talk_minutes,p_morning,p_afternoon,p_evening,u1,u2,u3,u4,u5,u6
    R1,20,0.5,0.5,0.5,0.9,0.1,0,0,0,0
    R2,25,0.5,0.5,0.5,0.1,0.1,0,0,0,0

    """,
  ]

  /// - Parameter replacing: in the file, this by that.
  init(_ file: String = "", replacing old: String = "", by new: String = "") throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in Self.files {
      let text = name == file ? text.replacing(old, with: new) : text
      try Data(text.utf8).write(to: url.appending(path: name))
    }
  }

  deinit { do { try FileManager.default.removeItem(at: url) } catch { Issue.record(error) } }
}

@Suite struct `A scenario` {
  @Test func `is played by the rules of the world`() throws {
    let place = try Folder()
    let folder = try ScenarioFolder(place.url)
    let runs = try Simulation.run(folder.scenario, try folder.seed("s01"), .points(Points())).runs
    // Danger first, at 9:00, answered: 25 minutes and 5 to wrap up. R1 then doesn't answer at 9:30, and is tried again in
    // another part of the day, at 12:00; its adviser is back at 13:00.
    #expect(runs[1].calls.map(\.position) == [0])
    #expect(runs[0].calls.map(\.position) == [30, 240])
    #expect(runs[0].wait == 30)
    #expect(runs.map(\.isReached) == [true, true])
  }

  @Test(arguments: [
    (
      "arrivals.s01.csv", "R2,2027-04-05T08:30:00,pl", "R2,2027-04-05T08:30:00,el",
      "arrivals.s01.csv:3: nobody of the roster speaks el"
    ),
    ("arrivals.s01.csv", "normal,any,", "normal,any", "arrivals.s01.csv:2: 7 fields, 8 expected"),
    (
      "arrivals.s01.csv", "normal,any,", "normal,20:00-22:00,",
      "arrivals.s01.csv:2: the window 20:00-22:00 never meets the desk's hours"
    ),
    ("arrivals.s01.csv", "normal,any,", "normal,any,A9", "arrivals.s01.csv:2: A9 isn't in the roster"),
    (
      "arrivals.s01.csv", "R1,2027-04-05T08", "R1,2027-04-31T08",
      "arrivals.s01.csv:2: created must be YYYY-MM-DDTHH:MM:SS"
    ),
    ("arrivals.s01.csv", "emergency", "urgent", "arrivals.s01.csv:3: urgency must be emergency, deadline or normal"),
    ("truth.s01.csv", "R2,25", "R3,25", "arrivals.s01.csv:3: id R2 isn't in truth.s01.csv"),
    ("truth.s01.csv", "R2,25", "R2,much", "truth.s01.csv:3: much is no number"),
    ("roster.json", "Europe/Amsterdam", "Europe/Rotterdam", "roster.json: timezone Europe/Rotterdam doesn't exist"),
    (
      "roster.json", #"["13:00", "17:00"]"#, #"["11:00", "17:00"]"#,
      "roster.json: advisers[0] A1: weekly.mon: 09:00-12:00 and 11:00-17:00 overlap"
    ),
    ("roster.json", #""languages": ["pl"]"#, #""languages": []"#, "roster.json: advisers[0] A1: speaks no language"),
    ("roster.json", #""closed_days": [], "#, "", "roster.json: closed_days is missing"),
    ("scenario.json", "2027-04-05", "2027-04-06", "scenario.json: start must be a Monday"),
  ])
  func `with a hole is refused, with file and line`(file: String, old: String, new: String, fault: String) throws {
    let place = try Folder(file, replacing: old, by: new)
    let found = #expect(throws: ScenarioFault.self) {
      try ScenarioFolder(place.url).seed("s01")
    }
    #expect(found?.description == fault)
  }
}

@Suite struct `Unannounced illness` {
  @Test func `takes the share it is told, the same each time`() {
    let scenario = RandomDesk(1).scenario
    var one = Illness(share: 0.1, seed: "s01")
    var other = Illness(share: 0.1, seed: "s01")
    let absences = one.absences(of: scenario, days: 2000)
    #expect(absences == other.absences(of: scenario, days: 2000))
    #expect((1000...1400).contains(absences.joined().count))
  }
}
