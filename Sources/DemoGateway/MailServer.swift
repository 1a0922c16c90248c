import NIOCore
import NIOPosix
import ServiceLifecycle

/// The mailbox's door on 127.0.0.1. Ends by graceful shutdown or by cancellation, with its connections.
struct MailServer: Service {
  let mailbox: PretendMailbox
  let port: Int

  func run() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let mailbox = mailbox
      let listener = try await ServerBootstrap(group: group)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers(
              ByteToMessageHandler(MailLines()), MailHandler(mailbox))
          }
        }
        .bind(host: "127.0.0.1", port: port).get()
      mailbox.listens(on: listener.localAddress?.port)
      try await gracefulShutdown()
    } catch is CancellationError {
      // Cancelled while it waited for its end: the same end.
    } catch {
      try await group.shutdownGracefully()
      throw error
    }
    try await group.shutdownGracefully()
  }
}
