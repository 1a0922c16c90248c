import Desk
import Foundation
import Testing

@Suite struct `A dispatch` {
  let now = Invented.morning

  private func dispatch(_ state: Dispatch.State? = nil, attempts: Int = 0) -> Dispatch {
    Dispatch(
      id: 7, callback: 1, channel: .whatsapp, account: "main", state: state ?? .waiting(until: now),
      attempts: attempts)
  }

  @Test func `is tried again ever later, and then a person looks at it`() {
    var dispatch = dispatch()
    for pause in Dispatch.backOff {
      dispatch.begin(now: now)
      dispatch.finish(.tryAgain(reason: "131000", notBefore: nil), now: now)
      #expect(dispatch.state == .waiting(until: now + pause))
    }
    dispatch.begin(now: now)
    dispatch.finish(.tryAgain(reason: "131000", notBefore: nil), now: now)
    #expect(dispatch.state == .failed(reason: "131000"))
    #expect(dispatch.attempts == 10)
  }

  @Test func `waits at least as long as the gateway asks`() {
    var dispatch = dispatch()
    dispatch.begin(now: now)
    dispatch.finish(.tryAgain(reason: "130429", notBefore: now + 90), now: now)
    #expect(dispatch.state == .waiting(until: now + 90))
    dispatch.begin(now: now)
    dispatch.finish(.tryAgain(reason: "130429", notBefore: now + 1), now: now)
    #expect(dispatch.state == .waiting(until: now + 30))
  }

  @Test func `whose outcome is unknown is not for trying again`() {
    var dispatch = dispatch()
    dispatch.begin(now: now)
    dispatch.finish(.unknown, now: now + 20)
    #expect(dispatch.state == .uncertain(since: now + 20))
    dispatch.giveUp()
    #expect(dispatch.state == .failed(reason: "outcome unknown"))
  }

  @Test func `that was on its way when the process ended is uncertain`() {
    var dispatch = dispatch()
    dispatch.interrupt()
    #expect(dispatch.state == .waiting(until: now))
    dispatch.begin(now: now)
    dispatch.interrupt()
    #expect(dispatch.state == .uncertain(since: now))
  }

  @Test(arguments: [
    ([DeliveryStatus.sent, .delivered, .read], "sent", DeliveryStatus.read),
    ([.read, .delivered, .sent], "sent", .read),
    ([.delivered, .failed], "sent", .delivered),
    ([.read, .failed, .sent], "sent", .read),
    ([.failed], "failed", nil),
    ([.sent, .failed], "failed", .sent),
    ([.failed, .sent], "failed", .sent),
    ([.sent, .failed, .sent], "failed", .sent),
    ([.failed, .delivered], "sent", .delivered),
    ([.failed, .sent, .read], "sent", .read),
    ([.played, .delivered], "sent", .played),
  ])
  func `shows the furthest that statuses in any order say`(
    statuses: [DeliveryStatus], state: String, delivery: DeliveryStatus?
  ) {
    var dispatch = dispatch(.sending(since: now), attempts: 1)
    for status in statuses {
      dispatch.hear(of: status, reason: status == .failed ? "131026" : nil, now: now)
    }
    #expect(dispatch.delivery == delivery)
    #expect(dispatch.state == (state == "sent" ? .sent(at: now) : .failed(reason: "131026")))
  }

  @Test func `that a status tells of is no longer uncertain, nor tried again`() {
    for state in [Dispatch.State.uncertain(since: now), .waiting(until: now + 5)] {
      var dispatch = dispatch(state, attempts: 1)
      dispatch.hear(of: .delivered, reason: nil, now: now)
      #expect(dispatch.state == .sent(at: now))
    }
  }

  @Test(arguments: ["balie-7", "balie-0"])
  func `is found by its tag`(tag: String) {
    #expect(ID<Dispatch>(gatewayTag: tag)?.gatewayTag == tag)
  }

  @Test(arguments: ["", "7", "balie-", "balie-x", "BALIE-7", "balie-99999999999999999999"])
  func `is not found by another's tag`(tag: String) {
    #expect(ID<Dispatch>(gatewayTag: tag) == nil)
  }
}
