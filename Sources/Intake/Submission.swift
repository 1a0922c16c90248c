import Desk
import Forms
import Foundation
import Language

/// A form of somebody else's that was filled in, as the configuration reads it.
struct Submission: Sendable {
  let source: AccountName
  let filled: FilledForm
  /// What the person's words say by themselves.
  var reading: MessageReading?

  /// What a delivery holds.
  /// - Parameter source: nil for a form that isn't in the configuration any more.
  static func items(of kept: Data, from source: FormSource?) -> [GatewayItem] {
    let delivery = FormDelivery(kept: kept)
    guard let source else { return [.unrouted(subject: "form", raw: Marks.visible(delivery.shown))] }
    guard let forms = source.mapping.read(delivery) else {
      return [.unreadable(subject: "form", raw: Marks.visible(delivery.shown))]
    }
    return forms.compactMap { filled in
      // Nobody asks for anything yet.
      if filled.submission.isDraft { return nil }
      if filled.isEmpty { return .event(subject: "empty form", raw: Marks.visible(filled.written)) }
      return .submission(Submission(source: source.name, filled: filled))
    }
  }

  func said(_ field: FormMapping.Field) -> String { Marks.visible(filled.said[field] ?? "") }
}
