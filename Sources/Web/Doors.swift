import Access
import Desk
import Foundation
import HTTPTypes
import Handling
import Hummingbird
import HummingbirdCore
import Intake
import Logging
import NIOCore
import Referring
import Routing
import Storage
import Words

/// All that is reached over HTTP: the public address, the operator's, and the admin socket.
package struct Doors: Sendable {
  private let store: Store
  private let rules: DeskRules
  private let receiver: Receiver
  private let requests: RequestDoor
  private let mail: MailDoor
  private let matcher: Matcher
  private let handler: Handler
  private let liaison: Liaison
  private let links: LinkDoor
  private let pages: FormPages
  private let partnerPages: PartnerPages
  private let wordings: ConsentWordings
  private let posters: PosterAddress
  private let issues: IssueWords
  private let counters = Counters()
  private let log: Logger

  package init(
    store: Store, rules: DeskRules, receiver: Receiver, requests: RequestDoor, mail: MailDoor, matcher: Matcher,
    handler: Handler,
    liaison: Liaison, links: LinkDoor, phrases: Phrases, issues: IssueWords, posters: PosterAddress,
    log: Logger
  ) throws {
    self.store = store
    self.rules = rules
    self.receiver = receiver
    self.requests = requests
    self.mail = mail
    self.matcher = matcher
    self.handler = handler
    self.log = log
    self.liaison = liaison
    self.links = links
    self.posters = posters
    self.issues = issues
    pages = try FormPages(phrases: phrases, issues: issues, service: rules.name, region: rules.phoneRegion)
    partnerPages = try PartnerPages(phrases: phrases, service: rules.name)
    wordings = ConsentWordings(phrases: phrases)
  }

  /// - Parameter measuring: adds `POST /webhooks/blank`, which reads a body and answers an empty 200, for
  ///   `scripts/bench` to measure against.
  package func everybody(at address: BindAddress, measuring: Bool, ready: @escaping @Sendable (Int?) async -> Void)
    -> some ApplicationProtocol
  {
    let router = self.router()
    FormRoutes(door: requests, pages: pages, rules: rules, gate: FormGate(), posters: posters, counters: counters)
      .add(to: router)
    WebhookRoutes(receiver: receiver, counters: counters).add(to: router)
    FormWebhookRoutes(receiver: receiver, clock: store.clock, counters: counters).add(to: router)
    let reveal = Reveal(store: store)
    let partners = PartnerDoor(store: store)
    LinkRoutes(door: links, reveal: reveal, pages: partnerPages, rules: rules).add(to: router)
    PartnerWebhookRoutes(door: partners, counters: counters).add(to: router)
    ReferrerRoutes(gatekeeper: api.gatekeeper, door: requests, pages: partnerPages).add(to: router)
    if measuring {
      router.post("webhooks/blank") { request, context in
        _ = try await BodyReader.read(request, context, most: WebhookRoutes.most)
        return Response(status: .ok)
      }
    }
    let routes = Routes(api: api, table: table)
    routes.add(to: router)
    DocumentRoute(table: table.map(\.endpoint)).add(to: router)
    return application(router, at: address, most: 1000, ready: ready)
  }

  package func operators(at address: BindAddress, ready: @escaping @Sendable (Int?) async -> Void)
    -> some ApplicationProtocol
  {
    let router = self.router()
    OperatorRoutes(store: store, counters: counters).add(to: router)
    return application(router, at: address, most: 20, ready: ready)
  }

  package func admin(at socket: URL, ready: @escaping @Sendable (Int?) async -> Void) -> some ApplicationProtocol {
    let router = self.router()
    AdminRoutes(store: store, gatekeeper: Gatekeeper(store: store), api: api).add(to: router)
    return application(router, at: .unixDomainSocket(path: socket.path), most: 20) { port in
      // The folder is the owner's alone; the socket too.
      chmod(socket.path, 0o600)
      await ready(port)
    }
  }

  private var api: API { API(gatekeeper: Gatekeeper(store: store), store: store, rules: rules) }

  /// Every route of the API.
  private var table: [Route] {
    let reveal = Reveal(store: store)
    return QueueRoutes(matcher: matcher, clock: store.clock).table
      + CallbackRoutes(store: store, handler: handler, reveal: reveal, door: requests).table
      + HandoverRoutes(handler: handler, door: requests).table
      + AdviserRoutes(store: store, rules: rules).table
      + RosterRoutes(store: store, rules: rules, matcher: matcher).table
      + RosterFileRoutes(rules: rules, matcher: matcher).table
      + InboxRoutes(store: store, reveal: reveal, mail: mail).table
      + IssueRoutes(issues: issues, languages: rules.languages.all.map(\.code)).table
      + ReportRoutes(reporter: Reporter(store: store, rules: rules), rules: rules, clock: store.clock).table
      + EventRoutes(store: store).table
      + ConsentRoutes(store: store, liaison: liaison, wordings: wordings).table
      + ReferralRoutes(
        store: store, liaison: liaison, partners: PartnerDoor(store: store), reveal: reveal,
        wordings: wordings
      ).table
      + PartnerRoutes(directory: Directory(store: store)).table
  }

  private func router() -> Router<DeskContext> {
    let router = Router(context: DeskContext.self)
    router.add(middleware: Failures(zone: rules.openingHours.zone, counters: counters, log: log))
    return router
  }

  /// A connection that says nothing for fifteen seconds is closed; so is one whose head drips.
  private func application(
    _ router: Router<DeskContext>, at address: BindAddress, most: Int,
    ready: @escaping @Sendable (Int?) async -> Void
  ) -> Application<RouterResponder<DeskContext>> {
    router.refuseOtherMethods()
    return Application(
      router: router, server: .http1(configuration: .init(idleTimeout: .seconds(15))),
      configuration: .init(
        address: address, availableConnectionsDelegate: MaximumAvailableConnections(most)),
      onServerRunning: { await ready($0.localAddress?.port) }, logger: quiet)
  }

  /// Hummingbird's own lines name addresses of callers, and say a failed start before we do.
  private var quiet: Logger {
    var quiet = log
    quiet.logLevel = .critical
    return quiet
  }
}
