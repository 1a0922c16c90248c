import NIOCore

/// A client's connection to the mailbox. Lives on the event loop of its connection.
final class MailHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let mailbox: PretendMailbox
  private var dialogue = MailDialogue()
  /// Everything drips.
  private var isDripping = false
  /// What has still to drip.
  private var drops = ByteBuffer()

  init(_ mailbox: PretendMailbox) {
    self.mailbox = mailbox
  }

  func channelActive(context: ChannelHandlerContext) {
    let fault = mailbox.take(.connection)
    guard fault != .notThere else { return context.close(promise: nil) }
    isDripping = fault == .drip
    give(MailDialogue.greeting, context)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let line = Array(unwrapInboundIn(data).readableBytesView)
    let answer = dialogue.hear(line) { mailbox.take($0) }
    if let letter = answer.letter { mailbox.keep(letter) }
    switch answer.fault {
    case .lostAnswer: context.close(promise: nil)
    case .lateAnswer: later(mailbox.faults.lateBy, context) { $0.give(answer, context) }
    case .dripAnswer:
      isDripping = true
      give(answer, context)
    case .none, .notThere, .drip, .noSuchMailbox, .busy, .rejected: give(answer, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func give(_ answer: MailDialogue.Answer, _ context: ChannelHandlerContext) {
    let text = answer.lines.map { "\($0)\r\n" }.joined()
    guard !text.isEmpty else { return }
    guard isDripping else {
      let sent = context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)))
      if answer.isGoodbye {
        sent.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
      }
      return
    }
    let isUnderWay = drops.readableBytes > 0
    drops.writeString(text)
    if !isUnderWay { drip(context) }
  }

  /// The next byte, and after a while the one after it. After a goodbye it is the client that hangs up.
  private func drip(_ context: ChannelHandlerContext) {
    guard let drop = drops.readSlice(length: 1) else { return }
    context.writeAndFlush(wrapOutboundOut(drop), promise: nil)
    later(mailbox.faults.dripGap, context) { $0.drip(context) }
  }

  private func later(
    _ seconds: Double, _ context: ChannelHandlerContext, _ act: @escaping (MailHandler) -> Void
  ) {
    context.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) {
      guard context.channel.isActive else { return }
      act(self)
    }
  }
}
