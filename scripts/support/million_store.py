"""Makes a store with very many callbacks out of one with a few, that a real desk wrote and that stands still.

Each new callback is a copy of one of those: all its rows, in every table, with numbers, reference, person, phone number
and moments of its own, its trail among them, sealed under a key of its own as Sources/Storage/Vault.swift does it. So
`balie check` replays and opens every one of them. Run by bench_million.py in its virtual environment.
Arguments: DATABASE MASTER-KEY-FILE PLAN. PLAN is a JSON list of {"from": {callback: share}, "count", "days"}: so many,
up to so many days older than what they are copied from.
"""

import base64
import json
import os
import random
import re
import sqlite3
import struct
import sys

import webhook
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from million_reference import References
from million_vault import Vault, bucket

# An integer beyond this is a moment in milliseconds since 1970; no number of ours is.
MOMENT = 10 ** 12
CHUNK = 4000
DAY = 86_400_000


class Table:
    """A table whose rows belong to a callback."""

    def __init__(self, database, name):
        info = database.execute(f"PRAGMA table_info({name})").fetchall()
        self.name, self.bytes = name, name.encode()
        self.columns = [column[1] for column in info]
        self.at = {column: index for index, column in enumerate(self.columns)}
        self.key = next(column[1] for column in info if column[5])
        self.last = database.execute(f"SELECT coalesce(max({self.key}), 0) FROM {name}").fetchone()[0]
        self.insert = f"INSERT INTO {name} VALUES ({', '.join('?' * len(info))})"
        self.rows = []


class Row:
    """A row to copy: what stays, and where numbers, moments and seals go."""

    def __init__(self, table, values, plain, old):
        self.table, self.values, self.plain = table, list(values), plain
        self.moments = [i for i, value in enumerate(values) if isinstance(value, int) and value > MOMENT]
        self.texts = []
        for i, value in enumerate(values):
            if isinstance(value, str):
                pieces = re.split(rf'(\b1\d{{12}}\b|{old["reference"]}|"person":\d+|callback:{old["id"]}$)', value)
                if len(pieces) > 1:
                    self.texts.append((i, pieces))

    def copy(self, new):
        values, table = self.values.copy(), self.table
        for i in self.moments:
            values[i] -= new["older"]
        for i, pieces in self.texts:
            values[i] = "".join(new_piece(piece, new) if n % 2 else piece for n, piece in enumerate(pieces))
        for column in ("id", "person") if table.name == "callback" else ("callback",):
            if column in table.at:
                values[table.at[column]] = new["id" if column == "callback" else column]
        if table.name == "reference":
            values[table.at["number"]] = int(new["reference"].replace("-", ""))
        elif table.key not in ("callback",) and table.name != "callback":
            table.last += 1
            values[table.at[table.key]] = table.last
        if self.plain is not None:
            plain = new["rename"](self.plain)
            values[table.at["sealed"]] = Vault.seal(
                new["cipher"], plain, table.bytes, new["id"], values[table.at[table.key]])
            if table.name == "thread":
                length = struct.unpack("<I", plain[:4])[0]
                values[table.at["senderBucket"]] = bucket(new["vault"].senders, plain[4:4 + length])
            elif table.name == "client" and values[table.at["phoneBucket"]] is not None:
                values[table.at["phoneBucket"]] = bucket(new["vault"].phones, new["phone"])
        table.rows.append(values)


def new_piece(piece, new):
    if piece.startswith('"person"'):
        return f'"person":{new["person"]}'
    if piece.startswith("callback:"):
        return f"callback:{new['id']}"
    return str(int(piece) - new["older"]) if piece.isdigit() else new["reference"]


class Maker:
    def __init__(self, database, vault):
        self.database, self.vault = database, vault
        names = [name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        self.callback = Table(database, "callback")
        self.tables = [Table(database, name) for name in names if name != "callback" and "callback" in [
            column[1] for column in database.execute(f"PRAGMA table_info({name})")]]
        self.audit, self.receipt = Table(database, "audit"), Table(database, "receipt")
        self.keys, self.seen = [], []
        self.person = database.execute("SELECT max(person) FROM callback").fetchone()[0]
        self.random = random.Random(1)
        self.references = References(database, self.random)
        self.sender = 1_000_000

    def template(self, id):
        """All rows of a callback, opened."""
        row = self.database.execute("SELECT * FROM callback WHERE id = ?", [id]).fetchone()
        reference = row[self.callback.at["reference"]]
        old = {"id": id, "reference": reference}
        self.kek, wrapped = self.database.execute(
            "SELECT kek, wrapped FROM wrappedKey WHERE owner = 'callback' AND id = ?", [id]).fetchone()
        cipher = AESGCM(Vault.open(self.vault.wrapping, wrapped, b"wrappedKey", id, id))
        rows = [Row(self.callback, row, None, old)]
        for table in self.tables:
            found = self.database.execute(f"SELECT * FROM {table.name} WHERE callback = ? ORDER BY {table.key}", [id])
            for values in found.fetchall():
                sealed = values[table.at["sealed"]] if "sealed" in table.at else None
                plain = sealed and Vault.open(cipher, sealed, table.bytes, id, values[table.at[table.key]])
                rows.append(Row(table, values, plain, old))
        for values in self.database.execute("SELECT * FROM audit WHERE object = ?", [f"callback:{id}"]).fetchall():
            rows.append(Row(self.audit, values, None, old))
        return rows, self.number_of(rows)

    @staticmethod
    def number_of(rows):
        """The number from which webhook.py made the sender."""
        for row in rows:
            found = row.plain and re.search(rb"\b\+?3161(\d{7})\b", row.plain)
            if found:
                return int(found[1])
        raise SystemExit("a callback without a number can't be copied")

    def copy(self, template, older):
        rows, number = template
        self.callback.last += 1
        self.person += 1
        self.sender += 1
        secret = os.urandom(32)
        phone, user = webhook.sender(self.sender).encode(), b"NL.%d" % (10 ** 15 + self.sender)
        old_phone, old_user = webhook.sender(number).encode(), b"NL.%d" % (10 ** 15 + number)
        new = {"id": self.callback.last, "person": self.person, "older": older, "reference": self.references.fresh(),
               "cipher": AESGCM(secret), "vault": self.vault, "phone": b"+" + phone,
               "rename": lambda plain: plain.replace(old_phone, phone).replace(old_user, user)}
        self.keys.append(("callback", new["id"], self.kek, Vault.seal(
            self.vault.wrapping, secret, b"wrappedKey", new["id"], new["id"])))
        for row in rows:
            row.copy(new)
            if row.table.name == "message":
                self.deliver(rows[0], row, older)

    def deliver(self, callback, message, older):
        """What every message of WhatsApp left behind: a receipt that was read, and the mark that it came."""
        channel = callback.values[self.callback.at["channel"]]
        if channel != "whatsapp":
            return
        self.receipt.last += 1
        self.receipt.rows.append([self.receipt.last, channel, callback.values[self.callback.at["account"]],
                                  message.values[message.table.at["at"]] - older, "read", None])
        self.seen.append([os.urandom(16)])

    def write(self):
        for table in [self.callback, *self.tables, self.audit, self.receipt]:
            self.database.executemany(table.insert, table.rows)
            table.rows.clear()
        self.database.executemany("INSERT INTO wrappedKey (owner, id, kek, wrapped) VALUES (?, ?, ?, ?)", self.keys)
        self.database.executemany("INSERT INTO seen VALUES (?)", self.seen)
        self.keys.clear()
        self.seen.clear()

    def make(self, part):
        templates = [self.template(int(id)) for id in part["from"]]
        shares = list(part["from"].values())
        # In the order in which they came: the oldest first.
        for first in range(0, part["count"], CHUNK):
            count = min(CHUNK, part["count"] - first)
            for n, template in enumerate(self.random.choices(templates, shares, k=count), first):
                self.copy(template, int(part["days"] * DAY * (1 - n / part["count"])))
            self.write()


def main():
    file, key, plan = sys.argv[1:]
    database = sqlite3.connect(file, isolation_level=None)
    # Made at one go: what stops half-way is thrown away.
    for pragma in ["journal_mode = DELETE", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -1000000"]:
        database.execute(f"PRAGMA {pragma}").fetchall()
    maker = Maker(database, Vault(base64.b64decode(open(key).read())))
    database.execute("BEGIN")
    for part in json.loads(open(plan).read()):
        maker.make(part)
    database.execute("COMMIT")
    database.execute("PRAGMA locking_mode = NORMAL").fetchall()
    database.execute("PRAGMA journal_mode = WAL").fetchall()
    database.close()


if __name__ == "__main__":
    main()
