import Curl
import Desk
import Foundation
import Outbox
import Storage
import Testing

@Suite struct `The courier` {
  @Test func `sends once, and remembers`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { _ in .accepted }
    let courier = desk.courier(port: gateway.port)
    try await desk.write("Zadzwonimy")
    #expect(try await courier.step() == nil)
    #expect(try await desk.dispatch().state == .sent(at: desk.now))
    for _ in 0..<3 {
      desk.move(by: 24 * 3600)
      _ = try await courier.step()
    }
    let request = try #require(gateway.requests.first)
    #expect(gateway.requests.count == 1)
    #expect(request.hasPrefix("POST /v26.0/106540352242922/messages "))
    #expect(request.contains("Bearer invented-token"))
    #expect(request.contains(#""to":"+48511223341""#) && request.contains("Zadzwonimy"))
    #expect(request.contains(#""biz_opaque_callback_data":"balie-1""#))
  }

  @Test func `keeps the order of each person's messages`() async throws {
    let desk = try await OutboxDesk()
    // The very first send meets a gateway that is out of sorts.
    let gateway = try StandInGateway { $0 == 1 ? .refused(500, code: 131_000) : .accepted }
    let courier = desk.courier(port: gateway.port)
    try await desk.write("first")
    try await desk.write("second")
    #expect(try await courier.step() == desk.now + 5)
    try await desk.write("of another", to: 2)
    _ = try await courier.step()
    #expect(try await desk.dispatch(2).state == .waiting(until: desk.now))
    #expect(try await desk.dispatch(3).state == .sent(at: desk.now))
    desk.move(by: 5)
    while let due = try await courier.step(), due <= desk.now {}
    let texts = gateway.requests.compactMap { $0.firstMatch(of: /"body":"([^"]*)"/).map { String($0.1) } }
    #expect(texts == ["first", "of another", "first", "second"])
    #expect(try await desk.inbox() == [])
  }

  @Test func `shows a person what the gateway refuses`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { _ in .refused(400, code: 131_047) }
    let courier = desk.courier(port: gateway.port)
    try await desk.write("too late")
    #expect(try await courier.step() == nil)
    #expect(try await desk.dispatch().state == .failed(reason: "131047"))
    #expect(try await desk.inbox() == ["failed_send 131047"])
    desk.move(by: 24 * 3600)
    _ = try await courier.step()
    #expect(gateway.requests.count == 1)
  }

  @Test func `keeps every message while the account may not send, and tells a person once`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { $0 <= 24 ? .refused(401, code: 190) : .accepted }
    let courier = desk.courier(port: gateway.port)
    try await desk.write("first")
    for _ in 0..<24 {
      #expect(try await courier.step() == desk.now + Dispatch.stopLength)
      desk.move(by: Dispatch.stopLength)
    }
    #expect(try await desk.inbox() == ["channel_stopped 190"])
    _ = try await courier.step()
    #expect(try await desk.dispatch().state == .sent(at: desk.now))
  }

  @Test func `backs off from a gateway that isn't there, and sends when it is`() async throws {
    let desk = try await OutboxDesk()
    let nowhere = desk.courier(port: try StandInGateway.deserted())
    try await desk.write("patience")
    for pause in Dispatch.backOff.prefix(3) {
      #expect(try await nowhere.step() == desk.now + pause)
      #expect(try await desk.dispatch().state == .waiting(until: desk.now + pause))
      desk.move(by: pause - 1)
      #expect(try await nowhere.step() == desk.now + 1)
      desk.move(by: 1)
    }
    #expect(try await desk.dispatch().attempts == 3)
    let gateway = try StandInGateway { _ in .accepted }
    _ = try await desk.courier(port: gateway.port).step()
    #expect(try await desk.dispatch().state == .sent(at: desk.now))
    #expect(gateway.requests.count == 1)
  }

  @Test func `gives up after the last try, and shows it`() async throws {
    let desk = try await OutboxDesk()
    let nowhere = desk.courier(port: try StandInGateway.deserted())
    try await desk.write("in vain")
    for pause in Dispatch.backOff {
      _ = try await nowhere.step()
      desk.move(by: pause)
    }
    #expect(try await nowhere.step() == nil)
    #expect(try await desk.dispatch().state == .failed(reason: "unreachable"))
    #expect(try await desk.inbox() == ["failed_send unreachable"])
  }

  @Test func `never sends again what may have arrived`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { _ in .reset }
    let courier = desk.courier(port: gateway.port)
    try await desk.write("once")
    let sent = desk.now
    #expect(try await courier.step() == sent + Dispatch.patience)
    #expect(try await desk.dispatch().state == .uncertain(since: sent))
    desk.move(by: Dispatch.patience - 1)
    _ = try await courier.step()
    #expect(try await desk.inbox() == [])
    desk.move(by: 1)
    #expect(try await courier.step() == nil)
    #expect(try await desk.inbox() == ["uncertain_send no status"])
    #expect(try await desk.dispatch().state == .failed(reason: "outcome unknown"))
    desk.move(by: 24 * 3600)
    _ = try await courier.step()
    #expect(gateway.requests.count == 1)
  }

  @Test func `doesn't know, after a crash, what became of what was on its way`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { _ in .accepted }
    try await desk.write("on its way")
    try await desk.write("behind it")
    try await begin(desk)
    let courier = desk.courier(port: gateway.port)
    _ = try await courier.step()
    #expect(gateway.requests.isEmpty)
    try await courier.recover()
    #expect(try await desk.dispatch(1).state == .uncertain(since: desk.now))
    _ = try await courier.step()
    #expect(try await desk.dispatch(2).state == .sent(at: desk.now))
    #expect(gateway.requests.count == 1 && gateway.requests[0].contains("behind it"))
  }

  @Test func `holds up nobody for ever behind a send whose end wasn't written`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { _ in .accepted }
    try await desk.write("on its way")
    try await begin(desk)
    let courier = desk.courier(port: gateway.port)
    #expect(try await courier.step() == desk.now + Dispatch.patience)
    desk.move(by: Dispatch.patience)
    _ = try await courier.step()
    #expect(try await desk.inbox() == ["uncertain_send no status"])
    #expect(gateway.requests.isEmpty)
  }

  private func begin(_ desk: OutboxDesk) async throws {
    try await desk.store.write { writer in
      guard var dispatch = try Dispatches.find(1, in: writer) else { return }
      dispatch.begin(now: writer.now)
      try Dispatches.save(dispatch, in: writer)
    }
  }

  @Test(arguments: [
    (DeliveryStatus.delivered, true), (.delivered, false), (.failed, true), (.failed, false), (.sent, false),
  ])
  func `lets a status that overtakes the answer have the last word`(status: DeliveryStatus, isAccepted: Bool)
    async throws
  {
    let desk = try await OutboxDesk()
    let store = desk.store
    let gateway = try StandInGateway { _ in
      // The gateway's own thread: it may wait.
      let heard = DispatchSemaphore(value: 0)
      Task {
        try await store.write { writer in
          guard var dispatch = try Dispatches.find(1, in: writer) else { return }
          #expect(dispatch.state == .sending(since: writer.now))
          dispatch.hear(of: status, reason: "131026", now: writer.now)
          try Dispatches.save(dispatch, in: writer)
        }
        heard.signal()
      }
      heard.wait()
      return isAccepted ? .accepted : .reset
    }
    try await desk.write("overtaken")
    _ = try await desk.courier(port: gateway.port).step()
    #expect(
      try await desk.dispatch().state == (status == .failed ? .failed(reason: "131026") : .sent(at: desk.now))
    )
    #expect(gateway.requests.count == 1)
  }

  @Test func `shows what it has no account for`() async throws {
    let desk = try await OutboxDesk()
    try await desk.write("whose?")
    _ = try await desk.courier(port: 1, account: "other").step()
    #expect(try await desk.inbox() == ["failed_send no such account"])
  }

  @Test func `shows what it can't open, and carries the next`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { _ in .accepted }
    let courier = desk.courier(port: gateway.port)
    try await desk.write("spoilt")
    try await desk.write("whole")
    _ = try await desk.store.write { try $0.run("UPDATE dispatch SET sealed = \(Data([1, 1])) WHERE id = 1") }
    _ = try await courier.step()
    _ = try await courier.step()
    #expect(try await desk.inbox() == ["failed_send can't be opened"])
    #expect(gateway.requests.count == 1 && gateway.requests[0].contains("whole"))
  }

  @Test func `sends to no address inside the network unless it is allowed`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { _ in .accepted }
    try await desk.write("inwards")
    let sender = WhatsAppSender(
      account: "main", phoneNumberID: "1", apiBase: "http://127.0.0.1:\(gateway.port)", accessToken: "t",
      addresses: .publicOnly(except: []))
    _ = try await desk.courier(sending: sender).step()
    #expect(gateway.requests.isEmpty)
    #expect(try await desk.dispatch().state == .waiting(until: desk.now + 5))
  }
}
