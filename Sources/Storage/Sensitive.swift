/// Something about a person, outside its seal. Can't be copied, so that interpolating it into a log line, an error
/// or a URL doesn't compile; it is used where it was opened.
package struct Sensitive<Value>: ~Copyable {
  private let value: Value

  package init(_ value: Value) { self.value = value }

  package borrowing func use<Result>(_ body: (Value) throws -> Result) rethrows -> Result {
    try body(value)
  }
}
