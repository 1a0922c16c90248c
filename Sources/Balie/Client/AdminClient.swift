import Access
import Curl
import Desk
import Foundation
import Storage
import Surface
import Web
import Words

/// A desk as its own machine sees it: the running one by its admin socket, a stopped one by its folder.
enum AdminClient {
  static func token(_ request: TokenRequest, _ settings: Settings) async throws -> String {
    if let bytes = try await running("POST", "tokens", try Wire.encode(request), settings) {
      return try Wire.decode(TokenBody.self, from: bytes).token
    }
    let store = try open(settings)
    do {
      return try await Gatekeeper(store: store)
        .create(for: try Gatekeeper.Holder(request))
    } catch let refusal as Refusal {
      throw Failed(.refused, Speech.language.words.sentence(refusal, time: Speech.time))
    }
  }

  static func check(_ settings: Settings) async throws -> Integrity {
    if let bytes = try await running("GET", "check", [], settings) {
      return try Wire.decode(Integrity.self, from: bytes)
    }
    guard FileManager.default.fileExists(atPath: settings.data.appending(path: "balie.sqlite").path) else {
      throw ConfigurationFault(key: "data", reason: "there is no desk in \(settings.data.path)")
    }
    return try await open(settings).read { try Integrity.look(in: $0) }
  }

  /// What the trail tells of those who asked on these days.
  static func history(from: Day?, to: Day?, _ settings: Settings) async throws -> PastBody {
    let query = [from.map { "from=\($0)" }, to.map { "to=\($0)" }].compactMap { $0 }.joined(separator: "&")
    if let bytes = try await running("GET", "history?" + query, [], settings) {
      return try Wire.decode(PastBody.self, from: bytes)
    }
    guard FileManager.default.fileExists(atPath: settings.data.appending(path: "balie.sqlite").path) else {
      throw ConfigurationFault(key: "data", reason: "there is no desk in \(settings.data.path)")
    }
    let zone = settings.rules.openingHours.zone
    return try await open(settings).read {
      try PastBody(from: from ?? Day(number: 0), to: to ?? Day(number: 2_932_896), zone: zone, in: $0)
    }
  }

  private static func open(_ settings: Settings) throws -> Store {
    try Store(folder: settings.data, masterKey: settings.masterKey, clock: Serve.clock)
  }

  /// Nil when no desk runs on that folder.
  private static func running(_ method: String, _ path: String, _ body: [UInt8], _ settings: Settings) async throws
    -> [UInt8]?
  {
    let socket = settings.data.appending(path: "admin.sock").path
    guard FileManager.default.fileExists(atPath: socket) else { return nil }
    let answer: HTTPAnswer
    do {
      answer = try await CurlClient().perform(
        HTTPCall(
          method: method, url: "http://balie/" + path,
          headers: [("Content-Type", "application/json"), ("Accept-Language", Speech.language.rawValue)], body: body,
          unixSocket: socket, totalTimeout: .seconds(300), stallTimeout: .seconds(300),
          maxResponseBytes: 256 << 20))
    } catch .notSent { return nil } catch { throw Failed(.notReachable, Speech.words.notReachable) }
    guard (200..<300).contains(answer.status) else {
      throw Failed(.refused, try Wire.decode(Problem.self, from: answer.body).title)
    }
    return answer.body
  }
}
