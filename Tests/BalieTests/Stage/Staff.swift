import Desk
import Foundation

@testable import Surface

/// Tokens. `nobody` is a coordinator's script: a role without a person.
struct Staff: Sendable {
  let ola: String
  let piotr: String
  let ion: String
  let greet: String
  let nobody: String
}

extension Stage {
  /// Over the admin socket, as `balie token create` does.
  func token(_ request: TokenRequest) async throws -> String {
    let answer = try await call(
      "POST", "http://balie/tokens", body: Wire.encode(request),
      headers: [("Content-Type", "application/json")],
      socket: data.appending(path: "admin.sock").path)
    return try answer.decode(TokenBody.self).token
  }

  /// Enters Ola (Polish, English), Piotr (Polish), Ion (Romanian) and Greet, who coordinates.
  func staff() async throws -> Staff {
    let anyone = try await token(TokenRequest(adviser: nil, role: .coordinator))
    let always = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    let roster = Dictionary(uniqueKeysWithValues: always.map { ($0, ["00:00-24:00"]) })
    let entries = [
      AdviserEntry(
        id: "ola", name: "Ola Z.", role: .adviser, languages: ["pl": .native, "en": .fluent], roster: roster),
      AdviserEntry(id: "piotr", name: "Piotr K.", role: .adviser, languages: ["pl": .fluent], roster: roster),
      AdviserEntry(id: "ion", name: "Ion M.", role: .adviser, languages: ["ro": .native], roster: roster),
      AdviserEntry(
        id: "greet", name: "Greet V.", role: .coordinator, languages: ["nl": .native], roster: roster),
    ]
    let answer = try await api("POST", "advisers", AdviserEntries(advisers: entries), as: anyone)
    guard answer.status == 200 else { throw Ending(sentence: answer.text) }
    return Staff(
      ola: try await token(TokenRequest(adviser: "ola", role: nil)),
      piotr: try await token(TokenRequest(adviser: "piotr", role: nil)),
      ion: try await token(TokenRequest(adviser: "ion", role: nil)),
      greet: try await token(TokenRequest(adviser: "greet", role: nil)), nobody: anyone)
  }
}
