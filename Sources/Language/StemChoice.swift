/// The stems of the languages in which a message may be written.
struct StemChoice: Sendable {
  private let stems: Stems
  private let languages: Set<String>
  private let only: Set<String>

  init(_ stems: Stems, of languages: Set<String>, only: Set<String>) {
    self.stems = stems
    self.languages = languages
    self.only = only
  }

  func hits(in words: [String]) -> [Stems.Hit] { stems.hits(in: words, of: languages) }

  /// "only", "tylko", "sadece": what comes after it is not what came before.
  func isOnly(_ word: String) -> Bool { only.contains(word) }
}
