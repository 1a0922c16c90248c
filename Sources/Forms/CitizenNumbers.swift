/// Takes citizen service numbers (BSN) out of what a form provider sent: a desk has no ground to keep one that it doesn't
/// need. Found by what a field is called and by the schema's format `nl-bsn` (Open Forms); then wherever the same digits
/// stand.
enum CitizenNumbers {
  static func dropped(from tree: FormTree) -> FormTree {
    let asked = ProviderShapes.read(tree).answers
      .filter { isCalledSo($0.key) || isCalledSo($0.label) }.flatMap { texts($0.value) }
    let numbers = Set(asked + named(tree) + described(tree["values"], by: tree["values_schema"])).filter(isOne)
    return numbers.isEmpty ? tree : without(numbers, in: tree)
  }

  private static func named(_ tree: FormTree) -> [String] {
    tree.items.flatMap(named)
      + tree.fields.flatMap { isCalledSo($0.key) ? texts($0.value) : named($0.value) }
  }

  private static func described(_ value: FormTree, by schema: FormTree) -> [String] {
    if schema["format"].scalar == "nl-bsn" { return texts(value) }
    return value.items.flatMap { described($0, by: schema["items"]) }
      + value.fields.flatMap { described($0.value, by: schema["properties"][$0.key]) }
  }

  private static func without(_ numbers: Set<String>, in tree: FormTree) -> FormTree {
    func isOnlyOne(_ field: FormTree.Field) -> Bool {
      isCalledSo(field.key) && field.value.scalar.map(numbers.contains) == true
    }
    switch tree {
    case .text(let text): return .text(numbers.reduce(text) { $0.replacing($1, with: "‹BSN›") })
    case .number(let text): return numbers.contains(text) ? .text("‹BSN›") : tree
    case .list(let items): return .list(items.map { without(numbers, in: $0) })
    case .object(let fields):
      return .object(
        fields.filter { !isOnlyOne($0) }.map { .init($0.key, without(numbers, in: $0.value)) })
    case .yesNo, .nothing: return tree
    }
  }

  private static func texts(_ tree: FormTree) -> [String] {
    tree.scalar.map { [$0] } ?? tree.items.flatMap(texts) + tree.fields.flatMap { texts($0.value) }
  }

  /// Nine digits, eight of old ones; people write points and spaces between.
  private static func isOne(_ text: String) -> Bool {
    (8...9).contains(text.count(where: \.isWholeNumber)) && text.allSatisfy { $0.isWholeNumber || " .-".contains($0) }
  }

  /// "bsn", "auth_bsn", "childBSN", "q7_burgerservicenummer".
  private static func isCalledSo(_ name: String) -> Bool {
    let words = name.replacing(/([a-z])([A-Z])/) { "\($0.output.1) \($0.output.2)" }.lowercased()
      .split { !$0.isLetter }
    return words.contains { $0 == "bsn" || $0.hasPrefix("burgerservicen") || $0 == "sofinummer" }
  }
}
