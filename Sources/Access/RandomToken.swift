import Crypto
import Foundation

/// What nobody can guess: 256 random bits, in letters that a URL can hold.
package enum RandomToken {
  package static func make() -> String {
    SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
