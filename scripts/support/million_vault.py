"""Sources/Storage/Vault.swift in Python, as far as million_store.py needs it."""

import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Vault:
    """The keys derived from the master key, and seals of what belongs to a callback."""

    def __init__(self, master):
        def derive(label):  # HKDF-SHA256 without salt, one block
            secret = hmac.digest(bytes(32), master, "sha256")
            return hmac.digest(secret, label.encode() + b"\x01", "sha256")
        self.wrapping = AESGCM(derive("kek/case/v1"))
        self.phones, self.senders = derive("bidx/phone/v1"), derive("bidx/sender/v1")

    @staticmethod
    def seal(cipher, plain, table, owner, row):
        nonce = os.urandom(12)
        return b"\x01\x01" + nonce + cipher.encrypt(nonce, plain, place(table, owner, row))

    @staticmethod
    def open(cipher, blob, table, owner, row):
        return cipher.decrypt(blob[2:14], blob[14:], place(table, owner, row))


def place(table, owner, row):
    return b"balie/1|%b|callback|%d|%d" % (table, owner, row)


def bucket(key, text):
    return int.from_bytes(hmac.digest(key, text, "sha256")[:2], "big")
