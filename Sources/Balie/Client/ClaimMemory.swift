import Curl
import Foundation
import Surface

/// Under which claim this account writes: the epoch of the last claim made from here. It goes with every write, so that whoever
/// claimed again elsewhere isn't overwritten by a terminal that was left open. Numbers only, in the account's state folder.
struct ClaimMemory {
  private let file: URL?
  private let desk: String

  /// - Parameter desk: the address; one account may work for two desks.
  init(desk: String, environment: [String: String]) {
    self.desk = desk
    let state =
      environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
      ?? environment["HOME"].map { URL(filePath: $0).appending(path: ".local/state") }
    file = state?.appending(path: "balie/claims.json")
  }

  /// What a write on this callback carries; nothing where nothing is remembered.
  func headers(for number: Int64) -> [HTTPCall.Header] {
    epochs[key(number)].map { [("Claim-Epoch", String($0))] } ?? []
  }

  /// - Parameter callback: as a claim or a takeover answered it.
  func remember(_ callback: CallbackBody) { change { $0[key(callback.id)] = callback.epoch } }

  /// After a release or a close.
  func forget(_ number: Int64) { change { $0[key(number)] = nil } }

  private func key(_ number: Int64) -> String { "\(desk) \(number)" }

  private var epochs: [String: Int] {
    guard let file, let data = FileManager.default.contents(atPath: file.path) else { return [:] }
    // A file that can't be read is as good as none: the desk checks the holder all the same.
    do { return try JSONDecoder().decode([String: Int].self, from: data) } catch { return [:] }
  }

  private func change(_ change: (inout [String: Int]) -> Void) {
    guard let file else { return }
    var epochs = epochs
    change(&epochs)
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try JSONEncoder().encode(epochs).write(to: file, options: .atomic)
    } catch {
      // A state folder that can't be written costs the extra check, not the claim.
    }
  }
}
