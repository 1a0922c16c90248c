import Foundation
import Testing

@testable import Web

@Suite struct `The gate before the form` {
  let now = Date(timeIntervalSince1970: 1_795_510_800)
  private var limits: FormGate.Limits {
    var limits = FormGate.Limits()
    limits.address = .init(most: 3, perMinute: 1)
    limits.everybody = .init(most: 6, perMinute: 1)
    limits.again = .init(most: 2, perMinute: 60)
    return limits
  }

  @Test func `is open to everybody on a quiet day`() {
    let gate = FormGate()
    for number in 0..<20 { #expect(gate.judge(number: "\(number)", from: "a", now: now) == .through) }
  }

  @Test func `asks an address that posts a lot to come again, and lets through whoever does`() {
    let gate = FormGate(limits: limits)
    for number in 0..<3 { #expect(gate.judge(number: "\(number)", from: "a", now: now) == .through) }
    #expect(gate.judge(number: "7", from: "a", now: now) == .comeAgain)
    // Another house isn't touched by it.
    #expect(gate.judge(number: "8", from: "b", now: now) == .through)
    // Too soon; that isn't held against anybody.
    #expect(gate.judge(number: "7", from: "a", now: now + 1) == .comeAgain)
    #expect(gate.judge(number: "7", from: "a", now: now + 3) == .through)
  }

  @Test func `asks everybody to come again when too many addresses post`() {
    let gate = FormGate(limits: limits)
    for number in 0..<6 { _ = gate.judge(number: "\(number)", from: "a\(number)", now: now) }
    #expect(gate.judge(number: "person", from: "home", now: now) == .comeAgain)
    for number in 100..<200 {
      #expect(gate.judge(number: "\(number)", from: "a\(number)", now: now + 2) == .comeAgain)
    }
    #expect(gate.judge(number: "person", from: "elsewhere", now: now + 3) == .through)
  }

  @Test func `lets no more through by coming again than a desk can bear`() {
    let gate = FormGate(limits: limits)
    for number in 0..<6 { _ = gate.judge(number: "\(number)", from: "a\(number)", now: now) }
    for number in 10..<20 { _ = gate.judge(number: "\(number)", from: "x", now: now) }
    let through = (10..<20).count { gate.judge(number: "\($0)", from: "x", now: now + 5) == .through }
    #expect(through == 2)
    #expect(gate.judge(number: "19", from: "x", now: now + 7) == .through)
  }

  @Test func `takes one number four times, and then one in five minutes`() {
    let gate = FormGate()
    for _ in 0..<4 { #expect(gate.judge(number: "1", from: "a", now: now) == .through) }
    #expect(gate.judge(number: "1", from: "b", now: now + 10) == .comeAgain)
    #expect(gate.judge(number: "1", from: "c", now: now + 20) == .comeAgain)
    #expect(gate.judge(number: "1", from: "c", now: now + 400) == .through)
  }

  @Test func `remembers no more than it has room for`() {
    var limits = limits
    limits.remembered = 50
    let gate = FormGate(limits: limits)
    for number in 0..<5000 {
      _ = gate.judge(number: "\(number)", from: "a\(number)", now: now + Double(number) / 100)
    }
    _ = gate.judge(number: "person", from: "home", now: now + 50)
    #expect(gate.judge(number: "person", from: "home", now: now + 53) == .through)
  }

  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"), ("2001:db8::1", "2001:db8"), ("::1", ""),
    ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
  ])
  func `takes a network of IPv6 for one address`(address: String, network: String) {
    #expect(PosterAddress.network(address) == network)
  }
}
