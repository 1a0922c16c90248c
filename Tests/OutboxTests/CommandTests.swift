import Desk
import Foundation
import Outbox
import Storage
import Testing

@Suite struct `A program that alarms who is on call` {
  private struct Script {
    let folder: URL
    var said: URL { folder.appending(path: "said") }

    init(_ body: String) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "alarm-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      _ = FileManager.default.createFile(
        atPath: file, contents: Data("#!/bin/sh\n\(body)\n".utf8), attributes: [.posixPermissions: 0o700])
    }

    var file: String { folder.appending(path: "page").path }
    var text: String { String(decoding: FileManager.default.contents(atPath: said.path) ?? Data(), as: UTF8.self) }
  }

  private func write(_ command: [String], in desk: OutboxDesk) async throws {
    try await desk.store.write { writer in
      let alarm = try Alarms.insert(1, .closed, who: "Agnieszka", in: writer)
      let page = Alarms.Page(
        alarm: alarm.id.rawValue, callback: 1, language: "pl", reason: .closed, at: "2026-11-25T02:00:00Z",
        command: command)
      try Dispatches.write(page, callback: 1, alarm: alarm.id, in: writer)
    }
  }

  @Test func `gets its arguments word for word and numbers and codes, and nothing of the desk's`() async throws {
    let script = try Script(#"d=$(dirname "$0"); { echo "args:$*"; env | sort; } > "$d/said""#)
    defer { do { try FileManager.default.removeItem(at: script.folder) } catch {} }
    setenv("WHATSAPP_ACCESS_TOKEN_OF_A_TEST", "very secret", 1)
    let desk = try await OutboxDesk()
    let marker = script.folder.appending(path: "shell").path
    try await write([script.file, "$(touch \(marker))", "; touch \(marker)"], in: desk)
    _ = try await desk.courier(port: 1).step(.others)
    #expect(try await desk.dispatch().state == .sent(at: desk.now))
    #expect(script.text.contains("args:$(touch \(marker)) ; touch \(marker)"))
    #expect(!FileManager.default.fileExists(atPath: marker))
    for line in ["BALIE_ALARM=1", "BALIE_CALLBACK=1", "BALIE_LANGUAGE=pl", "BALIE_REASON=closed"] {
      #expect(script.text.contains(line), "\(script.text)")
    }
    #expect(!script.text.contains("very secret") && !script.text.contains("HOME="))
  }

  @Test func `that fails is tried again soon, and in the end a person sees it`() async throws {
    let script = try Script("exit 3")
    defer { do { try FileManager.default.removeItem(at: script.folder) } catch {} }
    let desk = try await OutboxDesk()
    try await write([script.file], in: desk)
    let courier = desk.courier(port: 1)
    for pause in Dispatch.backOff {
      #expect(try await courier.step(.others) == desk.now + pause)
      desk.move(by: pause)
    }
    _ = try await courier.step(.others)
    #expect(try await desk.dispatch().state == .failed(reason: "exit 3"))
    #expect(try await desk.inbox() == ["delayed_send still trying", "failed_send exit 3"])
  }

  @Test func `that was under way when the desk was killed is run again`() async throws {
    let script = try Script(#"echo x >> "$(dirname "$0")/said""#)
    defer { do { try FileManager.default.removeItem(at: script.folder) } catch {} }
    let desk = try await OutboxDesk()
    try await write([script.file], in: desk)
    var dispatch = try await desk.dispatch()
    dispatch.begin(now: desk.now)
    let begun = dispatch
    try await desk.store.write { try Dispatches.save(begun, in: $0) }
    let courier = desk.courier(port: 1)
    try await courier.recover()
    _ = try await courier.step(.others)
    _ = try await courier.step(.others)
    #expect(script.text == "x\n")
  }

  @Test func `waits behind no message to the client, nor the other way round`() async throws {
    let desk = try await OutboxDesk()
    let gateway = try StandInGateway { $0 == 1 ? .refused(500, code: 131_000) : .accepted }
    let courier = desk.courier(port: gateway.port)
    try await desk.write("to the client")
    _ = try await courier.step(.messages)
    try await desk.store.write { writer in
      let alarm = try Alarms.insert(1, .closed, who: nil, in: writer)
      try Dispatches.write(
        .init(to: "+31612345678", text: "t", template: .init(name: "desk_alarm", language: "nl")), account: "main",
        callback: 1, alarm: alarm.id, in: writer)
    }
    _ = try await courier.step(.messages)
    #expect(try await desk.dispatch(2).state == .sent(at: desk.now))
    let sent = try #require(gateway.requests.last)
    #expect(sent.contains(#""template":{"language":{"code":"nl"},"name":"desk_alarm"}"#) || sent.contains("desk_alarm"))
    #expect(sent.contains(#""type":"template""#) && !sent.contains(#""text":"#))
  }
}
