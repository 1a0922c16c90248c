import Desk
import Foundation

/// What the trail tells of all who ever asked, in the order in which they did.
package enum Past {
  /// Requests of a stretch of days; of whom nobody knew the language there is only the number.
  package static func requests(from start: Date, to end: Date, in reader: Reader) throws -> (
    requests: [PastRequest], withoutLanguage: Int
  ) {
    var requests: [PastRequest] = []
    var withoutLanguage = 0
    var callers: [ID<Person>: AdviserID] = [:]
    var after: ID<Callback> = 0
    while true {
      let page = try Callbacks.all(after: after, limit: 500, in: reader)
      guard let last = page.last else { break }
      after = last.id
      for callback in page {
        let previous = callers[callback.received.person]
        callers[callback.received.person] = callback.previousAdviser ?? previous
        guard callback.waitingSince >= start, callback.waitingSince < end else { continue }
        let trail = try Trail.events(of: callback.id, in: reader)
        if let request = PastRequest(callback, trail: trail, previous: previous) {
          requests.append(request)
        } else {
          withoutLanguage += 1
        }
      }
    }
    return (requests.sorted { ($0.asked, $0.id) < ($1.asked, $1.id) }, withoutLanguage)
  }
}
