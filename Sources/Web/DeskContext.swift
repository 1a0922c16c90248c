import Hummingbird
import Logging
import NIOCore

/// What a request carries along: besides the usual, its connection, which a body that drips costs it.
package struct DeskContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  let channel: any Channel

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
