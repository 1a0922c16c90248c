import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// What a client types: a text, or one of the choices that the desk offered.
struct PhoneInput: Codable, Sendable {
  var text: String?
  /// The id of a choice in a message from the desk.
  var choice: String?
  /// The profile name; kept from then on.
  var name: String?
}

struct PhoneScreen: Codable, Sendable {
  let messages: [PhoneMessage]
}

extension PretendMeta {
  /// `GET /phones/{number}/messages?after=N&wait=SECONDS` and `POST /phones/{number}/messages`.
  func addPhoneRoutes(to router: Router<GatewayContext>) {
    router.get("phones/{number}/messages") { [self] request, context in
      let number = PhoneLines.key(try context.parameters.require("number"))
      let after = request.uri.queryParameters.get("after", as: Int.self) ?? 0
      let wait = request.uri.queryParameters.get("wait", as: Double.self) ?? 0
      let messages = await messages(of: number, after: after, wait: .seconds(min(max(wait, 0), 25)))
      return try Response.json(PhoneScreen(messages: messages))
    }
    router.post("phones/{number}/messages") { [self] request, context in
      let number = PhoneLines.key(try context.parameters.require("number"))
      let body = try await request.body.collect(upTo: 64 << 10)
      let input = try JSONDecoder().decode(PhoneInput.self, from: Data(body.readableBytesView))
      guard let seq = try write(input, number: number) else { throw HTTPError(.badRequest) }
      return try Response.json(["seq": seq], status: 202)
    }
  }

  /// What is on the phone after a message, waiting for the first when there is none. Looking at them reads them.
  func messages(of number: String, after: Int, wait: Duration) async -> [PhoneMessage] {
    let rings = bell.rings()
    var found = look(number, after)
    if found.isEmpty, wait > .zero {
      await cancelWhenGracefulShutdown { await self.firstOf(rings, number, after, wait) }
      found = look(number, after)
    }
    return found
  }

  /// Returns with the first message after that one, or when the time is over.
  private func firstOf(_ rings: AsyncStream<Void>, _ number: String, _ after: Int, _ wait: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in rings where self.has(number, after) { return } }
      group.addTask {
        // Cancelled when the other was first.
        do { try await Task.sleep(for: wait) } catch { return }
      }
      await group.next()
      group.cancelAll()
    }
  }

  private func has(_ number: String, _ after: Int) -> Bool {
    state.withLock { ($0.phones[number].messages.last?.seq ?? 0) > after }
  }

  private func look(_ number: String, _ after: Int) -> [PhoneMessage] {
    let (messages, read) = state.withLock { state in
      let messages = state.phones[number].messages.filter { $0.seq > after }
      return (messages, messages.isEmpty ? [] : state.phones.look(at: number))
    }
    for message in read {
      do { try reportRead(message, number: number) } catch {
        logger.error("status can't be written", metadata: ["error": "\(error)"])
      }
    }
    return messages
  }
}
