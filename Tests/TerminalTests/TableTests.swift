import Testing

@testable import Terminal

@Suite struct `A table` {
  let queue = Table(
    [
      .init("N", .right), .init("language"), .init("about", least: 6, elastic: true),
      .init("waits", .right),
    ],
    rows: [
      ["7", "pl", "employment.wages", "5 min"],
      ["142", "el, en", "housing.employer_tied, registration", "1 h 20"],
    ])

  @Test func `lines its cells up under their titles`() {
    #expect(
      queue.lines() == [
        "  N  language  about                                 waits",
        "  7  pl        employment.wages                      5 min",
        "142  el, en    housing.employer_tied, registration  1 h 20",
      ])
  }

  @Test func `takes from the elastic column first`() {
    #expect(
      queue.lines(columns: 40) == [
        "  N  language  about               waits",
        "  7  pl        employment.wages    5 min",
        "142  el, en    housing.employer…  1 h 20",
      ])
  }

  @Test(arguments: 1...80)
  func `is never wider than it was told`(columns: Int) {
    var table = queue
    table.append(["99999999", "日本語日本語", "Zażółć\u{1B}[2J\u{202E}", "🇵🇱❤\u{FE0F}", "beyond"])
    table.append([])
    let lines = table.lines(columns: columns)
    #expect(lines.count == 5)
    for line in lines { #expect(Columns.of(line) <= columns, "\(line)") }
  }

  @Test func `pads by what is seen and shows no control`() {
    let table = Table([.init("who"), .init("x")], rows: [["東京", "1"], ["e\u{301}", "2"], ["\u{7}", "3"]])
    #expect(table.lines() == ["who       x", "東京      1", "e\u{301}         2", "‹U+0007›  3"])
  }

  @Test func `keeps a column between its least and its most`() {
    let table = Table([.init("a", least: 4), .init("b", most: 3)], rows: [["1", "12345"]])
    #expect(table.lines() == ["a     b", "1     12…"])
  }

  @Test func `has a header when it has no rows`() {
    #expect(Table([.init("id"), .init("state")]).lines() == ["id  state"])
  }
}
