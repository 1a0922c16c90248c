import Foundation

/// The countries a number can be from on the form, by their names in its language; `+` and digits reach all others.
enum FormCountries {
  /// With the code that is dialled (ITU E.164).
  private static let dialled: [String: String] = [
    "NL": "31", "BE": "32", "DE": "49", "PL": "48", "RO": "40", "BG": "359", "TR": "90", "UA": "380", "RU": "7",
    "MD": "373", "GR": "30", "CY": "357", "HU": "36", "ES": "34", "SK": "421", "CZ": "420", "LT": "370", "LV": "371",
    "EE": "372", "HR": "385", "SI": "386", "IT": "39", "PT": "351", "FR": "33", "GB": "44", "IE": "353", "AT": "43",
    "MK": "389", "RS": "381", "AL": "355",
  ]

  static let codes = Set(dialled.keys)

  /// "Polska (+48)", by name; the desk's own country first.
  static func choices(in tag: String, first: String) -> [FormChoices.Choice] {
    let locale = Locale(identifier: tag)
    let named = dialled.map { code, digits in
      FormChoices.Choice(value: code, label: "\(locale.localizedString(forRegionCode: code) ?? code) (+\(digits))")
    }
    return named.sorted { one, other in
      if (one.value == first) != (other.value == first) { return one.value == first }
      return one.label.compare(other.label, locale: locale) == .orderedAscending
    }
  }

  /// Does its script run from right to left?
  static func isRightToLeft(_ tag: String) -> Bool {
    Locale.Language(identifier: tag).characterDirection == .rightToLeft
  }
}
