/// How people name the fields of a referral in a mail: "Telefoon: 06…". In small letters.
enum MailLabels {
  enum Field: CaseIterable { case phone, language, name, region }

  static func field(_ label: some StringProtocol) -> Field? {
    let words = label.lowercased().filter { $0.isLetter || $0.isWhitespace || $0 == "'" || $0 == "’" }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return fields[words]
  }

  private static let fields: [String: Field] = Dictionary(
    uniqueKeysWithValues: [
      (Field.phone, phone), (.language, language), (.name, name), (.region, region),
    ].flatMap { field, labels in Set(labels).map { ($0, field) } })

  private static let phone = [
    "telefoon", "telefoonnummer", "tel", "telnr", "tel nr", "mobiel", "mobiele nummer", "mobiel nummer", "gsm",
    "nummer",
    "telefoon cliënt", "telefoonnummer cliënt", "telefoon client", "phone", "phone number", "telephone", "mobile",
    "mobile number", "number", "whatsapp", "telefon", "telefonnummer", "handynummer", "numer telefonu", "nr telefonu",
    "telefonszám", "număr de telefon", "numar de telefon", "nr de telefon", "cep telefonu", "телефон", "тел",
    "номер телефону", "номер телефона", "телефонен номер", "τηλέφωνο", "κινητό", "teléfono", "móvil",
    "número de teléfono",
  ]
  private static let language = [
    "taal", "talen", "spreekt", "voorkeurstaal", "taal cliënt", "taal client", "language", "languages", "speaks",
    "preferred language", "sprache", "spricht", "język", "jezyk", "mówi", "limba", "limbă", "vorbește", "nyelv", "dil",
    "dili", "мова", "язык", "език", "γλώσσα", "idioma", "lengua", "habla",
  ]
  private static let name = [
    "naam", "naam cliënt", "naam client", "cliënt", "client", "voornaam en achternaam", "volledige naam", "name",
    "full name", "name of client", "nome", "vor und nachname", "imię", "imię i nazwisko", "imie i nazwisko", "nume",
    "nume și prenume", "név", "ad soyad", "adı soyadı", "isim", "ім'я", "имя", "имя и фамилия", "име", "όνομα",
    "ονοματεπώνυμο", "nombre", "nombre y apellidos",
  ]
  private static let region = [
    "plaats", "woonplaats", "regio", "verblijfplaats", "stad", "place", "city", "town", "region", "ort", "wohnort",
    "miasto", "miejscowość", "oraș", "localitate", "város", "şehir", "місто", "город", "град", "πόλη", "ciudad",
  ]
}
