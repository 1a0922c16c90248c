import CMalloc

/// What the allocator gives back to the system.
enum Memory {
  /// By default glibc returns memory above 128 KiB at once and fetches it again for the next delivery, which cost a tenth
  /// of reading one. Up to 64 MiB stay with the process.
  static func keep() {
    mallopt(M_TRIM_THRESHOLD, 64 << 20)
    mallopt(M_TOP_PAD, 4 << 20)
  }
}
