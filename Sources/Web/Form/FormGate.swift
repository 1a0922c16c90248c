import Foundation
import Synchronization

/// Lets people's posts through while programs flood the form.
///
/// A post is free while its address and the form as a whole are quiet. Beyond that it is asked to come again, as mail
/// servers do with strangers (RFC 6647): whoever posts the same number a second time, some seconds later, gets through by a
/// lane of its own. People press the button again; programs that throw numbers at a form don't. No address is locked out:
/// behind one may be a shelter, or a whole mobile network.
final class FormGate: Sendable {
  struct Limits: Sendable {
    /// Posts at once, and again each minute.
    var address = Bucket.Size(most: 20, perMinute: 4)
    var everybody = Bucket.Size(most: 60, perMinute: 12)
    /// For those who came again.
    var again = Bucket.Size(most: 100, perMinute: 600)
    /// Of one number: more than anybody needs.
    var number = Bucket.Size(most: 4, perMinute: 0.2)
    /// How soon a post may come again, and how late it still counts.
    var patience: ClosedRange<TimeInterval> = 2...3600
    /// Addresses and numbers remembered at most, each some fifty bytes.
    var remembered = 100_000
  }

  enum Judgement: Equatable { case through, comeAgain }

  private let limits: Limits
  private let memory: Mutex<Memory>

  init(limits: Limits = Limits()) {
    self.limits = limits
    memory = Mutex(Memory(everybody: Bucket(limits.everybody), again: Bucket(limits.again)))
  }

  /// - Parameters:
  ///   - number: as the desk would dial it.
  ///   - address: who posted it, as far as can be known.
  func judge(number: String, from address: String, now: Date) -> Judgement {
    let (number, address) = (hash(number), hash(address))
    return memory.withLock { memory in
      memory.forget(beyond: limits.remembered, now: now)
      guard memory.numbers[number, default: Bucket(limits.number)].has(now) else { return .comeAgain }
      let isQuiet =
        memory.addresses[address, default: Bucket(limits.address)].has(now) && memory.everybody.has(now)
      if isQuiet {
        memory.addresses[address, default: Bucket(limits.address)].take()
        memory.everybody.take()
      } else {
        guard let since = memory.asked[number], limits.patience.contains(now.timeIntervalSince(since)),
          memory.again.has(now)
        else {
          // Whoever presses twice in a second isn't sent back to the start.
          if memory.asked[number].map({ now.timeIntervalSince($0) > limits.patience.upperBound }) ?? true {
            memory.asked[number] = now
          }
          return .comeAgain
        }
        memory.again.take()
        memory.asked[number] = nil
      }
      memory.numbers[number, default: Bucket(limits.number)].take()
      return .through
    }
  }

  /// Swift seeds it anew in every process: what is remembered tells nobody a number.
  private func hash(_ text: String) -> Int {
    var hasher = Hasher()
    hasher.combine(text)
    return hasher.finalize()
  }

  private struct Memory {
    var everybody: Bucket
    var again: Bucket
    var addresses: [Int: Bucket] = [:]
    var numbers: [Int: Bucket] = [:]
    var asked: [Int: Date] = [:]

    /// Whoever is quiet again is as good as new; under a flood that fills all, those who wait longest have come again.
    mutating func forget(beyond most: Int, now: Date) {
      if addresses.count > most { addresses = addresses.filter { !$0.value.isFull(now) } }
      if addresses.count > most { addresses.removeAll() }
      if numbers.count > most { numbers = numbers.filter { !$0.value.isFull(now) } }
      if numbers.count > most { numbers.removeAll() }
      guard asked.count > most else { return }
      let middle = asked.values.sorted()[asked.count / 2]
      asked = asked.filter { $0.value > middle }
    }
  }
}

/// Holds so many, and fills again with time.
struct Bucket {
  struct Size: Sendable {
    let most: Double
    let perMinute: Double
  }

  private let size: Size
  private var level: Double
  private var since: Date?

  init(_ size: Size) {
    self.size = size
    level = size.most
  }

  mutating func has(_ now: Date) -> Bool {
    if let since { level = min(size.most, level + max(0, now.timeIntervalSince(since)) * size.perMinute / 60) }
    since = now
    return level >= 1
  }

  mutating func take() { level -= 1 }

  func isFull(_ now: Date) -> Bool {
    guard let since else { return true }
    return level + now.timeIntervalSince(since) * size.perMinute / 60 >= size.most
  }
}
