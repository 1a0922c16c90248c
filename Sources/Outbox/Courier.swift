import Curl
import Desk
import Foundation
import Logging
import Storage

/// Carries what must leave the desk. What is tried is written down before the call goes out; what came of it is kept
/// as data; a send of which nobody knows whether it arrived is never repeated blindly.
package struct Courier: Sendable {
  private let store: Store
  private let curl: CurlClient
  private let senders: Senders
  private let log: Logger

  /// Sends under way at once.
  private static let atOnce = 8

  package init(store: Store, curl: CurlClient, senders: Senders, log: Logger) {
    self.store = store
    self.curl = curl
    self.senders = senders
    self.log = log
  }

  /// After a start: whatever was on its way when the last process ended may or may not have arrived.
  package func recover() async throws {
    try await store.write { writer in
      for var dispatch in try Dispatches.interrupted(in: writer) {
        dispatch.interrupt()
        try Dispatches.save(dispatch, in: writer)
      }
    }
  }

  /// Sends what is due, and shows a person what nobody heard of again.
  /// - Returns: when something is due next.
  package func step(_ carried: Dispatches.Carried = .all) async throws -> Date? {
    try await giveUpWaiting()
    let due = try await store.read { try Dispatches.due(by: $0.now, carried, limit: Self.atOnce, in: $0) }
    await withTaskGroup { group in
      for dispatch in due { group.addTask { await self.carry(dispatch) } }
    }
    return try await store.read { reader in
      let silent = try Dispatches.oldestUnknown(in: reader).map { $0 + Dispatch.patience }
      return [try Dispatches.nextDue(carried, in: reader), silent].compactMap { $0 }.min()
    }
  }

  private func carry(_ dispatch: Dispatch) async {
    do {
      guard let call = try await begin(dispatch) else { return }
      let result = await send(call)
      try await finish(dispatch.id, result)
    } catch {
      log.error(
        "dispatch not carried", metadata: ["dispatch": "\(dispatch.id)", "error": "\(type(of: error))"])
    }
  }

  /// Opens the letter and writes the attempt down. Nil when it was settled meanwhile.
  private func begin(_ dispatch: Dispatch) async throws -> Senders.Call? {
    do {
      return try await store.write { [senders] writer in
        guard var dispatch = try Dispatches.find(dispatch.id, in: writer), case .waiting = dispatch.state
        else {
          return nil
        }
        guard try Dispatches.mayLeave(dispatch, in: writer) else {
          _ = dispatch.withdraw()
          try Dispatches.save(dispatch, in: writer)
          return nil
        }
        let call = try senders.call(for: dispatch, in: writer)
        dispatch.begin(now: writer.now)
        try Dispatches.save(dispatch, in: writer)
        return call
      }
    } catch is Vault.Fault {
      try await finish(dispatch.id, .refused(reason: "can't be opened"))
      return nil
    } catch let fault as Senders.NoWay {
      try await finish(dispatch.id, .refused(reason: fault.rawValue))
      return nil
    }
  }

  private func send(_ call: Senders.Call) async -> Dispatch.Result {
    do {
      return switch call {
      case .whatsapp(let call): WhatsAppSender.result(try await curl.perform(call), now: store.clock())
      case .webhook(let call): WebhookSender.result(try await curl.perform(call), now: store.clock())
      case .mail(let call): MailSender.result(try await curl.perform(call))
      case .command(let page): await CommandSender().run(page)
      }
    } catch {
      switch error {
      case .notSent(let reason): return .tryAgain(reason: reason.rawValue, notBefore: nil)
      case .cancelled: return .tryAgain(reason: "cancelled", notBefore: nil)
      case .outcomeUnknown, .tooLarge: return .unknown
      }
    }
  }

  private func finish(_ id: ID<Dispatch>, _ result: Dispatch.Result) async throws {
    try await store.write { writer in
      guard var dispatch = try Dispatches.find(id, in: writer) else { return }
      switch dispatch.state {
      // A status that overtook the answer has the last word.
      case .sent, .failed: return
      case .waiting, .sending, .uncertain: dispatch.finish(result, now: writer.now)
      }
      try Dispatches.save(dispatch, in: writer)
      if case .failed(let reason) = dispatch.state {
        try Self.show(.failedSend, reason, dispatch, in: writer)
      }
      if case .waiting = dispatch.state, dispatch.isRepeatable, dispatch.attempts == Dispatch.triesBeforeTold {
        try Self.show(.delayedSend, "still trying", dispatch, in: writer)
      }
      if case .channelStopped(let reason) = result {
        try Inbox.put(
          .channelStopped, subject: reason, channel: dispatch.channel, account: dispatch.account, in: writer)
      }
    }
  }

  private func giveUpWaiting() async throws {
    let since = store.clock() - Dispatch.patience
    let silent = try await store.read { try Dispatches.unknown(since: since, in: $0) }
    guard !silent.isEmpty else { return }
    try await store.write { writer in
      for dispatch in silent {
        guard var dispatch = try Dispatches.find(dispatch.id, in: writer) else { continue }
        // Sending for so long: its end couldn't be written down.
        dispatch.interrupt()
        dispatch.giveUp()
        try Dispatches.save(dispatch, in: writer)
        if case .failed = dispatch.state { try Self.show(.uncertainSend, "no status", dispatch, in: writer) }
      }
    }
  }

  private static func show(_ kind: Inbox.Kind, _ reason: String, _ dispatch: Dispatch, in writer: Writer)
    throws
  {
    try Inbox.put(
      kind, subject: reason, callback: dispatch.callback, channel: dispatch.channel,
      account: dispatch.account,
      in: writer)
  }
}
