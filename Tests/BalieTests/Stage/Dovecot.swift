import Foundation
import Glibc
import Synchronization
import Testing

/// A real IMAP server, Debian's Dovecot, with a mailbox of its own in a folder of its own. As root it hands the mailbox to
/// `nobody`; run by anybody else it is all that person's.
final class Dovecot: Sendable {
  static let program = "/usr/sbin/dovecot"
  static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
  static let word: Comment = "Dovecot isn't installed: `scripts/setup --test` does it"
  static let password = "stage-mailbox-password"

  let port: Int
  private let folder: URL
  private let process: Mutex<Process?>

  /// - Parameter certificate: with its key beside it; then the server talks TLS from the first byte.
  init(in parent: URL, certificate: URL? = nil) throws {
    // Short: the paths of its sockets hang below.
    folder = URL(filePath: "/tmp/dovecot-\(UUID().uuidString.prefix(8))")
    port = try Self.freePort()
    process = Mutex(nil)
    for name in ["run", "mail/new", "mail/cur", "mail/tmp"] {
      try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    for name in ["", "mail", "mail/new", "mail/cur", "mail/tmp"] { chmod(folder.appending(path: name).path, 0o777) }
    try settings(certificate).write(to: folder.appending(path: "conf"), atomically: true, encoding: .utf8)
    try start()
  }

  deinit {
    stop()
    do { try FileManager.default.removeItem(at: folder) } catch {}
  }

  var url: String { "imap://127.0.0.1:\(port)/INBOX" }

  func start() throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = ["-F", "-c", folder.appending(path: "conf").path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process.withLock { $0 = process }
    let end = ContinuousClock.now + .seconds(30)
    while !Self.listens(port), ContinuousClock.now < end { usleep(20_000) }
  }

  func stop() {
    process.withLock { process in
      guard let running = process else { return }
      running.terminate()
      let end = ContinuousClock.now + .seconds(5)
      while running.isRunning, ContinuousClock.now < end { usleep(20_000) }
      // Its children end with it.
      if running.isRunning { kill(running.processIdentifier, SIGKILL) }
      process = nil
    }
  }

  /// Puts a mail into the mailbox as a mail server does: whole, under a name that nobody else has.
  func deliver(_ mail: [UInt8]) throws {
    let name = "\(Int(Date.now.timeIntervalSince1970)).\(UUID().uuidString).stage"
    let (draft, place) = (folder.appending(path: "mail/tmp/\(name)"), folder.appending(path: "mail/new/\(name)"))
    try Data(mail).write(to: draft)
    chmod(draft.path, 0o666)
    try FileManager.default.moveItem(at: draft, to: place)
  }

  func deliver(_ head: [String], _ body: String) throws {
    try deliver(Array((head + ["", body]).joined(separator: "\r\n").utf8))
  }

  /// What Dovecot knows of the mailbox is lost, as after a move to another machine: UIDVALIDITY and every UID are new.
  func forget() throws {
    stop()
    let mail = folder.appending(path: "mail")
    for name in try FileManager.default.contentsOfDirectory(atPath: mail.path) where name.hasPrefix("dovecot") {
      try FileManager.default.removeItem(at: mail.appending(path: name))
    }
    // It is made of the time, in seconds.
    sleep(2)
    try start()
  }

  /// The names of the files, in which Dovecot keeps the flags: ":2,S" is a mail that somebody has seen.
  func files() throws -> [String] {
    try ["new", "cur"].flatMap {
      try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "mail/\($0)").path)
    }
  }

  private func settings(_ certificate: URL?) -> String {
    let isRoot = geteuid() == 0
    let me = NSUserName()
    let (owner, group) = isRoot ? ("nobody", "nogroup") : ("\(geteuid())", "\(getegid())")
    let tls = certificate.map {
      "ssl = required\nssl_cert = <\($0.path)\nssl_key = <\($0.deletingPathExtension().appendingPathExtension("key").path)"
    }
    let listener = certificate == nil ? ("\(port)", "0") : ("0", "\(port)")
    return """
      base_dir = \(folder.path)/run
      state_dir = \(folder.path)/run
      log_path = \(folder.path)/log
      protocols = imap
      listen = 127.0.0.1
      \(tls ?? "ssl = no")
      disable_plaintext_auth = no
      default_internal_user = \(isRoot ? "dovecot" : me)
      default_login_user = \(isRoot ? "dovenull" : me)
      default_internal_group = \(isRoot ? "dovecot" : "\(getegid())")
      mail_location = maildir:\(folder.path)/mail
      first_valid_uid = 1
      first_valid_gid = 1
      auth_failure_delay = 0
      passdb {
        driver = static
        args = password=\(Self.password)
      }
      userdb {
        driver = static
        args = uid=\(owner) gid=\(group) home=\(folder.path)
      }
      service imap-login {
        chroot =
        inet_listener imap {
          port = \(listener.0)
        }
        inet_listener imaps {
          port = \(listener.1)
        }
      }
      service anvil {
        chroot =
      }

      """
  }

  private static func freePort() throws -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func listens(_ port: Int) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return withUnsafeBytes(of: address) {
      connect(socket, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(MemoryLayout<sockaddr_in>.size))
        == 0
    }
  }
}
