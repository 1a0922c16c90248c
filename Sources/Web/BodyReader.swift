import Foundation
import HTTPTypes
import Hummingbird
import Desk
import NIOCore
import Storage
import Surface
import Synchronization

/// Reads a body within a size, a time, and a share of the memory that all bodies have together. Hummingbird's idle timeout is renewed by every part of a body,
/// so a sender that drips would hold a connection for ever.
struct BodyReader {
  /// From the head to the last byte.
  static let deadline = TimeAmount.seconds(30)

  /// - Throws: `Problem` for an encoded body, `Rejection` for one too large or too slow.
  static func read(_ request: Request, _ context: DeskContext, most: Int) async throws -> Data {
    if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" {
      throw ProblemAnswer(.contentEncoding, "Bodies are taken as they are, without Content-Encoding.")
    }
    if let length = request.headers[.contentLength].flatMap(Int.init), length > most {
      hangUp(context)
      throw Rejection.tooLarge
    }
    let channel = context.channel
    let overdue = channel.eventLoop.scheduleTask(in: deadline) { channel.close(promise: nil) }
    defer { overdue.cancel() }
    var body = Data()
    defer { budget.give(back: body.count) }
    do {
      for try await part in request.body {
        guard body.count + part.readableBytes <= most else {
          hangUp(context)
          throw Rejection.tooLarge
        }
        try budget.take(part.readableBytes)
        part.withUnsafeReadableBytes { body.append(contentsOf: $0) }
      }
    } catch let rejection as Rejection {
      throw rejection
    } catch let fault as StoreFault {
      hangUp(context)
      throw fault
    } catch { throw Rejection.tooSlow }
    return body
  }

  private static let budget = BodyBudget()

  /// Whoever sends more than is taken isn't listened to any more: the answer goes out, then the line is cut.
  private static func hangUp(_ context: DeskContext) {
    let channel = context.channel
    channel.setOption(.autoRead, value: false).whenComplete { _ in
      channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
  }
}

/// The memory that bodies on their way in may take together: strangers' bodies are held before any signature is known.
private final class BodyBudget: Sendable {
  private static let most = 64 << 20
  private let held = Mutex(0)

  /// - Throws: `StoreFault.unavailable`, 503: the sender tries again.
  func take(_ bytes: Int) throws(StoreFault) {
    let fits = held.withLock { held in
      guard held + bytes <= Self.most else { return false }
      held += bytes
      return true
    }
    if !fits { throw .unavailable }
  }

  func give(back bytes: Int) { held.withLock { $0 -= bytes } }
}
