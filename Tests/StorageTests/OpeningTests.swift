import Desk
import Foundation
import Storage
import Testing

@Suite struct `A desk that is opened` {
  @Test func `has again what was written before`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive(name: "Zofia", text: "Szef nie płaci")
    let change = try await desk.store.change(id) { try $0.claim(by: OpenDesk.ilinca, now: $1.now) }
    try desk.reopen()
    #expect(try await desk.find(id) == change.callback)
    let read = try await desk.store.read { reader in
      (
        try Clients.open(id, in: reader).use { $0.name },
        try Messages.open(of: id, in: reader).use { $0.map(\.message.text) }
      )
    }
    #expect(read.0 == "Zofia" && read.1 == ["Szef nie płaci"])
    let colleague = try await desk.store.read { try Advisers.find(OpenDesk.ilinca.id, in: $0) }
    #expect(colleague?.adviser == OpenDesk.ilinca)
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `goes on counting where it stopped`() async throws {
    let desk = try await OpenDesk()
    let first = try await desk.receive()
    try desk.reopen()
    let second = try await desk.receive()
    #expect(second.rawValue == first.rawValue + 1)
  }

  @Test func `syncs every commit to the disk`() async throws {
    let desk = try await OpenDesk()
    let modes = try await desk.store.write { writer in
      (
        try writer.row("PRAGMA synchronous")?.integer(0), try writer.row("PRAGMA journal_mode")?.text(0),
        try writer.row("PRAGMA secure_delete")?.integer(0), try writer.row("PRAGMA foreign_keys")?.integer(0)
      )
    }
    #expect(modes.0 == 2 && modes.1 == "wal" && modes.2 == 1 && modes.3 == 1)
  }

  @Test func `is nobody else's`() async throws {
    let desk = try await OpenDesk()
    let folder = desk.folder
    #expect(throws: StoreFault.locked(folder.path)) {
      try Store(folder: folder, masterKey: OpenDesk.masterKey, clock: { .distantPast })
    }
    try desk.reopen()
  }

  @Test func `needs the master key it was sealed with`() async throws {
    let desk = try await OpenDesk()
    try await desk.receive()
    try desk.close()
    #expect(throws: StoreFault.wrongMasterKey) { try desk.open(masterKey: Data(repeating: 8, count: 32)) }
    try desk.open()
    #expect(try await desk.integrity().isWhole)
  }

  @Test(arguments: [0, 31, 33])
  func `needs a master key of 32 bytes`(length: Int) async throws {
    let desk = try await OpenDesk()
    try desk.close()
    #expect(throws: Vault.Fault.masterKeyLength) { try desk.open(masterKey: Data(count: length)) }
  }

  @Test func `is closed to the other users of the machine`() async throws {
    let desk = try await OpenDesk()
    let permissions = try FileManager.default.attributesOfItem(atPath: desk.folder.path)[.posixPermissions]
    #expect(permissions as? Int == 0o700)
  }
}
