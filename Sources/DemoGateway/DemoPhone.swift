import Curl
import Foundation

/// A client's phone, from the outside: talks to a running demo gateway.
package struct DemoPhone: Sendable {
  package enum Failure: Error, Sendable, Equatable {
    /// The gateway isn't there, or the line broke.
    case notReached(TransferFailure)
    case refused(status: Int)
    /// Something answered that isn't the demo gateway.
    case notTheGateway
  }

  let number: String
  let name: String?
  let url: String
  let client: CurlClient

  /// - Parameter number: with or without `+`.
  /// - Parameter gateway: "http://127.0.0.1:8090".
  package init(number: String, name: String? = nil, gateway: String, client: CurlClient = CurlClient()) {
    self.number = PhoneLines.key(number)
    self.name = name
    let base = gateway.hasSuffix("/") ? String(gateway.dropLast()) : gateway
    url = "\(base)/phones/\(PretendMeta.percentEncoded(self.number))/messages"
    self.client = client
  }

  /// - Returns: the number of the message on this phone. It isn't with the desk until its status says delivered.
  @discardableResult package func send(_ text: String) async throws(Failure) -> Int {
    try await post(PhoneInput(text: text, name: name))
  }

  /// Taps one of the choices that a message from the desk offered.
  @discardableResult package func choose(_ choice: PhoneMessage.Choice) async throws(Failure) -> Int {
    try await post(PhoneInput(choice: choice.id, name: name))
  }

  /// What came after a message, both ways; waits up to `wait` (25 seconds at most) for the first.
  package func messages(after seq: Int = 0, wait: Duration = .zero) async throws(Failure) -> [PhoneMessage] {
    let seconds = Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18
    let answer = try await perform(
      HTTPCall(url: "\(url)?after=\(seq)&wait=\(seconds)", totalTimeout: .seconds(35)))
    return try decode(PhoneScreen.self, answer).messages
  }

  private func post(_ input: PhoneInput) async throws(Failure) -> Int {
    let body: Data
    do { body = try JSONEncoder().encode(input) } catch { throw .notTheGateway }
    let answer = try await perform(
      HTTPCall(method: "POST", url: url, headers: [("Content-Type", "application/json")], body: Array(body)))
    return try decode([String: Int].self, answer)["seq"] ?? 0
  }

  private func perform(_ call: HTTPCall) async throws(Failure) -> HTTPAnswer {
    var call = call
    call.addresses = .any
    do {
      let answer = try await client.perform(call)
      guard (200..<300).contains(answer.status) else { throw Failure.refused(status: answer.status) }
      return answer
    } catch let failure as TransferFailure {
      throw .notReached(failure)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .notTheGateway
    }
  }

  private func decode<Value: Decodable>(_ type: Value.Type, _ answer: HTTPAnswer) throws(Failure) -> Value {
    do { return try JSONDecoder().decode(type, from: Data(answer.body)) } catch { throw .notTheGateway }
  }
}
