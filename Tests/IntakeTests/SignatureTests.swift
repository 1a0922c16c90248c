import Desk
import Foundation
import Intake
import Testing

@Suite struct `A signature` {
  private static let tight = #"{"object":"whatsapp_business_account","entry":[]}"#
  private static let spaced = #"{"object": "whatsapp_business_account", "entry": []}"#
  private static let right = "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756"

  private func account(_ secrets: String...) -> WhatsAppAccount {
    WhatsAppAccount(name: "main", phoneNumberID: "1", appSecrets: secrets, verifyToken: "verify me")
  }

  @Test(arguments: [
    ("test_app_secret", tight, right),
    ("test_app_secret", spaced, "56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a"),
    ("otro_secreto", tight, "769b03d8c2ae6498f2d1e1f7299c0ba55448c69d741e7b0bb243d852d8a8d8c7"),
  ])
  func `over the bytes as they came lets them in`(secret: String, body: String, hex: String) throws {
    try account(secret).verify(Data(body.utf8), signature: "sha256=" + hex)
    try account("older", secret).verify(Data(body.utf8), signature: "sha256=" + hex)
    try account(secret, "newer").verify(Data(body.utf8), signature: "sha256=" + hex)
    try account(secret).verify(Data(body.utf8), signature: "sha256=" + hex.uppercased())
  }

  @Test(
    arguments: [
      nil, "", "sha256=", right, "sha1=" + right, "SHA256=" + right, "sha256=" + right.dropLast(),
      "sha256=" + right.dropLast(2), "sha256=" + right + "00", "sha256=" + right.dropLast() + "7",
      "sha256=" + right.dropLast() + "g", "sha256= " + right, "sha256=" + String(repeating: "0", count: 64),
      "sha256=" + right + "," + right, "sha256=" + String(repeating: "é", count: 32),
    ] as [String?])
  func `that is anything else doesn't`(header: String?) {
    #expect(throws: Rejection.badSignature) {
      try account("test_app_secret", "other").verify(Data(Self.tight.utf8), signature: header)
    }
  }

  @Test func `doesn't fit a body that was touched, or another secret`() {
    for body in [Self.spaced, Self.tight + "\n", Self.tight.dropLast() + " ", ""] {
      #expect(throws: Rejection.badSignature) {
        try account("test_app_secret").verify(Data(body.utf8), signature: "sha256=" + Self.right)
      }
    }
    #expect(throws: Rejection.badSignature) {
      try account("test_app_secre").verify(Data(Self.tight.utf8), signature: "sha256=" + Self.right)
    }
    #expect(throws: Rejection.badSignature) {
      try account().verify(Data(Self.tight.utf8), signature: "sha256=" + Self.right)
    }
  }

  @Test func `that is wrong keeps nothing`() async throws {
    let desk = try await IntakeDesk()
    let body = Data(Payload.messages(Payload.text("polski")).utf8)
    await #expect(throws: Rejection.badSignature) {
      try await desk.receiver.receive(
        body, signature: IntakeDesk.signature(body, secret: "guess"), account: "main")
    }
    await #expect(throws: Rejection.unknownAccount) {
      try await desk.receiver.receive(body, signature: IntakeDesk.signature(body), account: "other")
    }
    #expect(try await desk.unread() == 0)
    try await desk.receiver.receive(
      body, signature: IntakeDesk.signature(body, secret: "older_secret"), account: "main")
    #expect(try await desk.unread() == 1)
  }
}

@Suite struct `A challenge` {
  private let account = WhatsAppAccount(
    name: "main", phoneNumberID: "1", appSecrets: [], verifyToken: "verify me")

  @Test(arguments: ["1158201444", "", "a b+c%20", String(repeating: "9", count: 1024)])
  func `comes back as it is to one who knows the token`(challenge: String) throws {
    #expect(
      try account.challenge(mode: "subscribe", verifyToken: "verify me", challenge: challenge) == challenge)
  }

  @Test(
    arguments: [
      (nil, "verify me", "1"), ("unsubscribe", "verify me", "1"), ("subscribe", nil, "1"),
      ("subscribe", "", "1"),
      ("subscribe", "verify m", "1"), ("subscribe", "verify me ", "1"), ("subscribe", "verify me", nil),
      ("subscribe", "verify me", String(repeating: "9", count: 1025)),
    ] as [(String?, String?, String?)])
  func `is not echoed to anybody else`(mode: String?, token: String?, challenge: String?) {
    #expect(throws: Rejection.badVerifyToken) {
      try account.challenge(mode: mode, verifyToken: token, challenge: challenge)
    }
  }
}
