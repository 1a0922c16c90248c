import Foundation
import Testing

@testable import Forms

@Suite struct `A body from anywhere` {
  @Test(arguments: [
    "", "{", "[1]", "\"a\"", "nul", "{\"a\":}", "{\"a\":01}", "{\"a\":1e}", "{\"a\":\"\u{1}\"}", "{\"a\":\"\\x\"}",
    "{\"a\":1}x",
    "{\"a\":1,}", "{\"a\":\"\\uD800\\uD8\"}", "{'a':1}",
  ])
  func `that isn't JSON is nobody's form`(body: String) {
    #expect(FormMapping().read(Deliveries.json(body)) == nil)
  }

  @Test func `may be as deep as it likes`() {
    let deep = String(repeating: "{\"a\":", count: 100_000) + "1" + String(repeating: "}", count: 100_000)
    #expect(FormMapping().read(Deliveries.json(deep)) == nil)
    let name = "a" + String(repeating: "[b]", count: 5000)
    #expect(Deliveries.read(Deliveries.posted(name + "=1"))?.submission.answers.count == 1)
    let many = (0..<2000).map { "f\($0)=1" }.joined(separator: "&")
    #expect(FormMapping().read(Deliveries.posted(many)) == nil)
  }

  @Test func `keeps characters whole, however they are written`() throws {
    let filled = try #require(Deliveries.read(Deliveries.json(#"{"a":"\uD83D\uDE00 \u017c\/ \uD83D","b":"😀"}"#)))
    #expect(filled.submission.answers.map(\.value) == [.text("😀 ż/ \u{FFFD}"), .text("😀")])
    let latin = FormDelivery(
      headers: ["content-type": "application/json"], body: Data([0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xE9, 0x22, 0x7D]))
    #expect(Deliveries.read(latin)?.submission.answers.first?.value == .text("é"))
  }

  @Test func `in parts is read with line ends, files and boundaries as browsers and others write them`() throws {
    let body =
      "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nline 1\r\n--bogus\r\nline 2\r\n--b\n"
      + "content-disposition: form-data; name=f; filename=\"x \\\"y\\\".txt\"\nContent-Type: text/plain\n\nhallo\r\n--b\r\n"
      + "Content-Disposition: form-data; name=\"empty\"; filename=\"\"\r\n\r\n\r\n--b--\r\nepilogue"
    let filled = try #require(
      Deliveries.read(
        FormDelivery(headers: ["content-type": "multipart/form-data; boundary=\"b\""], body: Data(body.utf8))))
    #expect(filled.submission.answers[0].value == .text("line 1\r\n--bogus\r\nline 2"))
    #expect(filled.files == [.init(name: "x \"y\".txt", content: "aGFsbG8=")])
    #expect(filled.submission.answers[2].value == .nothing)
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=other",
    "multipart/form-data; boundary=\"b",
  ])
  func `in parts without their boundary is nobody's form`(type: String) {
    let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
    #expect(FormMapping().read(FormDelivery(headers: ["content-type": type], body: Data(body.utf8))) == nil)
  }

  /// The same bodies in every run: a failing one can be found again by its number.
  @Test func `never ends the process, whatever is changed in it`() {
    var chance = SplitMix(state: 1)
    let seeds = [
      Deliveries.json(
        #"{"form_response":{"answers":[{"type":"text","text":"\u017c","field":{"id":"a"}}]},"data":{"fields":[{"key":"a","value":[1]}]}}"#
      ),
      Deliveries.posted("a%5Bb%5D%5B%5D=%C5%BC&a[b]=2&_wpcf7=1&%=%zz&in_draft=1"),
      Deliveries.multipart([("a[]", "1"), ("rawRequest", #"{"q1_a":"b"}"#)]),
    ]
    for number in 0..<6000 {
      let seed = seeds[number % seeds.count]
      var bytes = Array(seed.body)
      for _ in 0...Int(chance.next() % 4) {
        let place = Int(chance.next() % UInt64(bytes.count))
        switch chance.next() % 4 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
        case _: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = [0x2D] }
      }
      for keepsBSN in [false, true] {
        var mapping = FormMapping()
        mapping.keepsBSN = keepsBSN
        mapping.fields = [.name: [FormSelector("{a} {$.a.b[0]}")].compactMap { $0 }]
        let read = mapping.read(FormDelivery(headers: seed.headers, body: Data(bytes)))
        #expect((read ?? []).allSatisfy { $0.written.utf8.count < 100_000 }, "\(number)")
      }
    }
  }

  @Test func `comes back from the disk as it went there`() {
    let body = Data([0, 1, 13, 10, 13, 10, 255])
    let delivery = FormDelivery(
      headers: ["content-type": "a; b=\"c:d\"", "webhook-id": "x", "cookie": "no"], body: body)
    #expect(delivery.headers.count == 2 && FormDelivery(kept: delivery.kept) == delivery)
    let bare = FormDelivery(headers: [:], body: Data())
    #expect(FormDelivery(kept: bare.kept) == bare)
    let smuggled = FormDelivery(headers: ["ce-id": "a\r\n\r\nb"], body: body)
    #expect(FormDelivery(kept: smuggled.kept).body == body)
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
