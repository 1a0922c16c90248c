import Foundation

/// One process per data folder. SQLite before 3.51.3 can lose commits when two connections write or checkpoint at
/// the same instant (promises.md F3), so nothing else may open the file for writing while this is held.
final class FolderLock: Sendable {
  private let descriptor: Int32

  init(_ folder: URL) throws {
    let path = folder.appending(path: "balie.lock").path
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.folder(folder.path, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw StoreFault.locked(folder.path)
    }
  }

  deinit { close(descriptor) }
}

/// Why the store can't be opened or used.
package enum StoreFault: Error, Equatable, CustomStringConvertible {
  /// Another process has the folder.
  case locked(String)
  case folder(String, errno: Int32)
  /// `PRAGMA synchronous` doesn't read FULL after setting it.
  case notDurable
  /// The master key isn't the one that this folder was sealed with.
  case wrongMasterKey
  /// The disk failed: nothing more is acknowledged until a restart has read what is really there.
  case broken
  /// Full or busy: may be tried again.
  case unavailable
  /// Two changes to one callback; the later one loses. Rules are checked again on a retry.
  case conflict

  package var description: String {
    switch self {
    case .locked(let path): "the data folder \(path) is in use by another balie"
    case .folder(let path, let errno): "the data folder \(path) can't be used: \(String(cString: strerror(errno)))"
    case .notDurable: "SQLite does not run with synchronous=FULL; refusing to start"
    case .wrongMasterKey: "secrets.masterKey is not the key that this data folder was sealed with"
    case .broken: "the disk failed; restart after looking at it"
    case .unavailable: "the store can't take anything now"
    case .conflict: "changed meanwhile"
    }
  }
}
