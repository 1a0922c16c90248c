import NIOCore

/// Cuts what comes in into lines; only CRLF ends one.
struct MailLines: ByteToMessageDecoder {
  typealias InboundOut = ByteBuffer

  /// Far over what RFC 5321 allows; whoever sends longer ones is hung up on.
  static let mostBytes = 1 << 20

  struct TooLong: Error {}

  /// How much of the buffer is known to hold no end of a line.
  private var searched = 0

  /// The next whole line, without its end; nil when there is none yet.
  mutating func next(in buffer: inout ByteBuffer) throws(TooLong) -> ByteBuffer? {
    let view = buffer.readableBytesView
    var from = view.startIndex + searched
    while let end = view[from...].firstIndex(of: 0x0A) {
      from = end + 1
      guard end > view.startIndex, view[end - 1] == 0x0D else { continue }
      searched = 0
      let line = buffer.readSlice(length: end - 1 - view.startIndex)
      buffer.moveReaderIndex(forwardBy: 2)
      return line
    }
    searched = view.count
    guard searched <= Self.mostBytes else { throw TooLong() }
    return nil
  }

  mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
    guard let line = try next(in: &buffer) else { return .needMoreData }
    context.fireChannelRead(wrapInboundOut(line))
    return .continue
  }

  mutating func decodeLast(context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool) throws
    -> DecodingState
  {
    try decode(context: context, buffer: &buffer)
  }
}
