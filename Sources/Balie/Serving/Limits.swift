import CMalloc
import Foundation

/// What the system lends the process.
enum Limits {
  /// By default glibc returns memory above 128 KiB at once and fetches it again for the next delivery, which cost a tenth
  /// of reading one. Up to 64 MiB stay with the process.
  static func keepMemory() {
    mallopt(M_TRIM_THRESHOLD, 64 << 20)
    mallopt(M_TOP_PAD, 4 << 20)
  }

  /// A shell's usual 1024 descriptors are fewer than a thousand connections and what the desk itself needs.
  static func raiseDescriptors() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
