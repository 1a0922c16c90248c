import Desk

/// What a person asks of whoever calls, as an adviser reads it.
extension AdviserLanguage {
  package func sentence(_ caution: Caution) -> String {
    switch (self, caution) {
    case (.dutch, .noVoicemail): "Spreek de voicemail niet in."
    case (.dutch, .discreet): "Zeg niet wie u bent als iemand anders opneemt."
    case (.dutch, .sharedPhone): "Anderen gebruiken deze telefoon ook."
    case (.dutch, .onlyCall): "Leest niet graag: bel, schrijf niet."
    case (.english, .noVoicemail): "Leave no voicemail."
    case (.english, .discreet): "Don't say who you are if somebody else answers."
    case (.english, .sharedPhone): "Others use this phone too."
    case (.english, .onlyCall): "Doesn't like to read: call, don't write."
    }
  }
}
