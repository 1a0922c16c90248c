import Desk
import Forms
import Foundation
import Logging
import Storage

/// Station 1: takes deliveries in, and makes of them what they ask for.
package struct Receiver: Sendable {
  private let store: Store
  private let accounts: [AccountName: WhatsAppAccount]
  private let forms: [AccountName: FormSource]
  private let envelope: WhatsAppEnvelope
  private let hearing: Hearing
  private let log: Logger

  package init(
    store: Store, accounts: [WhatsAppAccount], forms: [FormSource] = [], rules: DeskRules, ear: LanguageEar,
    replies: Replies, log: Logger
  ) {
    self.store = store
    self.accounts = Dictionary(uniqueKeysWithValues: accounts.map { ($0.name, $0) })
    self.forms = Dictionary(uniqueKeysWithValues: forms.map { ($0.name, $0) })
    envelope = WhatsAppEnvelope(
      accounts: Dictionary(
        accounts.map { ($0.phoneNumberID, $0.name) }, uniquingKeysWith: { first, _ in first }))
    hearing = Hearing(rules: rules, ear: ear, replies: replies)
    self.log = log
  }

  package func account(_ name: AccountName) throws(Rejection) -> WhatsAppAccount {
    guard let account = accounts[name] else { throw .unknownAccount }
    return account
  }

  /// Verifies and keeps a delivery. When this returns it is on the disk and may be acknowledged.
  package func receive(_ body: Data, signature: String?, account name: AccountName) async throws {
    try account(name).verify(body, signature: signature)
    try await store.write { try Receipts.keep(body, channel: .whatsapp, account: name, in: $0) }
  }

  package func form(_ name: AccountName) throws(Rejection) -> FormSource {
    guard let source = forms[name] else { throw .unknownAccount }
    return source
  }

  /// Keeps a form provider's delivery that was found to be its own. When this returns it is on the disk and may be
  /// acknowledged.
  package func receive(_ delivery: FormDelivery, from source: FormSource) async throws {
    try await store.write { try Receipts.keep(delivery.kept, channel: .form, account: source.name, in: $0) }
  }

  /// Deliveries opened at once, and items taken in one turn of the writer.
  private static let receiptsAtOnce = 64
  private static let itemsPerTurn = 64

  /// Reads what was kept and not yet read. While one batch is taken in, the next is opened and read.
  package func step() async throws {
    var batch = try await read(after: 0)
    while let last = batch.last {
      async let following = read(after: last.of.id)
      var rest = batch[...]
      while !rest.isEmpty {
        try await take(Array(rest.prefix(Self.itemsPerTurn)))
        rest = rest.dropFirst(Self.itemsPerTurn)
      }
      batch = try await following
    }
  }

  private func read(after id: ID<Receipts.Receipt>) async throws -> [Piece] {
    try await store.read { [envelope, forms, hearing] reader in
      try Receipts.unread(after: id, limit: Self.receiptsAtOnce, in: reader).flatMap { receipt in
        let items = try Self.items(of: receipt, envelope, forms, in: reader)
          .map { hearing.prepare($0, reader.vault) }
        return items.enumerated().map { Piece(item: $0.element, number: $0.offset, of: receipt) }
          + [Piece(item: nil, number: items.count, of: receipt)]
      }
    }
  }

  /// One whose seal doesn't open any more is shown to a person and ended, or it would stand before all others.
  private static func items(
    of receipt: Receipts.Receipt, _ envelope: WhatsAppEnvelope, _ forms: [AccountName: FormSource], in reader: Reader
  ) throws -> [GatewayItem] {
    do {
      return try Receipts.open(receipt.id, in: reader).use {
        receipt.channel == .form ? Submission.items(of: $0, from: forms[receipt.account]) : envelope.read($0)
      }
    } catch is Vault.Fault {
      return [.unreadable(subject: "receipt", raw: "")]
    }
  }

  /// An item of a receipt, or the end of it.
  private struct Piece: Sendable {
    let item: GatewayItem?
    let number: Int
    let of: Receipts.Receipt
  }

  /// A process that ends between two turns reads the receipt again; what was heard or shown is known by its keyed hash.
  private func take(_ turn: [Piece]) async throws {
    try await store.write { [hearing, log] writer in
      for piece in turn {
        guard let item = piece.item else {
          try Receipts.finish(piece.of.id, in: writer)
          continue
        }
        do {
          try writer.attempt { try Self.take(item, of: piece, hearing, in: writer) }
        } catch {
          guard writer.mayGoOn(after: error) else { throw error }
          // One bad item loses none of the others; a person sees it.
          log.error(
            "item not understood", metadata: ["receipt": "\(piece.of.id)", "error": "\(type(of: error))"])
          try Self.show(.unreadableDelivery, "item", item.raw, of: piece, in: writer)
        }
      }
    }
  }

  private static func take(_ item: GatewayItem, of piece: Piece, _ hearing: Hearing, in writer: Writer) throws {
    switch item {
    case .message(let message): try hearing.hear(message, receivedAt: piece.of.receivedAt, in: writer)
    case .status(let report): try Deliveries.hear(report, in: writer)
    case .submission(let submission):
      try FormHearing(rules: hearing.rules, ear: hearing.ear).hear(
        submission, receivedAt: piece.of.receivedAt, in: writer)
    case .event(let subject, let raw): try show(.gatewayEvent, subject, raw, of: piece, in: writer)
    case .unrouted(let subject, let raw): try show(.unrouted, subject, raw, of: piece, in: writer)
    case .unreadable(let subject, let raw): try show(.unreadableDelivery, subject, raw, of: piece, in: writer)
    }
  }

  private static func show(
    _ kind: Inbox.Kind, _ subject: String, _ raw: String, of piece: Piece, in writer: Writer
  ) throws {
    let receipt = piece.of
    guard try Seen.note(writer.vault.duplicateHash("receipt", "\(receipt.id)", "\(piece.number)"), in: writer)
    else { return }
    try Inbox.put(
      kind, subject: subject, channel: receipt.channel, account: receipt.account, content: raw, in: writer)
  }
}

extension GatewayItem {
  /// What a person is shown when taking it in failed.
  fileprivate var raw: String {
    switch self {
    case .message(let message): message.raw ?? message.text ?? ""
    case .status: ""
    case .submission(let submission): submission.filled.written
    case .event(_, let raw), .unrouted(_, let raw), .unreadable(_, let raw): raw
    }
  }
}
