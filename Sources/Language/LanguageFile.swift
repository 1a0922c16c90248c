import Foundation

/// What is known of a language that the desk offers, apart from its names: a file in `config/language`.
/// `config/language/README.md` says what each part means.
struct LanguageFile: Sendable {
  /// Its file's name.
  var code = ""
  /// Everyday words, the most frequent first.
  let words: [String]
  /// How each letter is written in Latin, if the language isn't.
  let latin: [String: [String]]
  /// 0 for most. Above: people of any language put some of it in a message; the higher gives way to the lower.
  let bridge: Int
  /// Words that people use for things of this country in whatever language they write.
  let host: [String]
  /// Stems by the concept they stand for.
  let concepts: [String: [String]]
  /// Stems about time by what they do: `after`, `before`, `mon` …
  let time: [String: [String]]
  /// The words for one to twelve.
  let numbers: [[String]]
  /// Beside a language's name: somebody asks for it; somebody or something else is of it; it is liked better.
  let requests: [String]
  let others: [String]
  let prefer: [String]
}

extension LanguageFile: Decodable {
  private enum CodingKeys: String, CodingKey {
    case words, latin, bridge, host, concepts, time, requests, others, prefer
  }

  /// "a" or [a, u].
  private struct Spellings: Decodable {
    let all: [String]
    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      do { all = try value.decode([String].self) } catch { all = [try value.decode(String.self)] }
    }
  }

  private struct NumbersKey: CodingKey {
    var stringValue = "numbers"
    var intValue: Int? { nil }
    init() {}
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let file = try decoder.container(keyedBy: CodingKeys.self)
    words = try file.decode(String.self, forKey: .words).split(whereSeparator: \.isWhitespace).map(String.init)
    latin = try file.decodeIfPresent([String: Spellings].self, forKey: .latin)?.mapValues(\.all) ?? [:]
    bridge = try file.decodeIfPresent(Int.self, forKey: .bridge) ?? 0
    host =
      try file.decodeIfPresent(String.self, forKey: .host)?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
    concepts = try file.decode([String: String].self, forKey: .concepts).mapValues(Self.list)
    let times = try file.nestedContainer(keyedBy: NumbersKey.self, forKey: .time)
    numbers = try times.decode([String].self, forKey: NumbersKey()).map {
      $0.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    var time: [String: [String]] = [:]
    for key in times.allKeys where key.stringValue != "numbers" {
      time[key.stringValue] = Self.list(try times.decode(String.self, forKey: key))
    }
    self.time = time
    requests = Self.list(try file.decode(String.self, forKey: .requests))
    others = Self.list(try file.decode(String.self, forKey: .others))
    prefer = Self.list(try file.decode(String.self, forKey: .prefer))
  }

  /// "one, two words" by its commas.
  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
  }
}
