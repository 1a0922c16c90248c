"""The callbacks of the million that a running desk makes itself, by every way there is."""

import itertools
import json
import time

import webhook
from desk import DAYS, Failed
from wire import Connection

# Of a hundred who ask, so many in each language.
SHARES = {"pl": 30, "ro": 20, "bg": 10, "tr": 5, "uk": 8, "ru": 5, "de": 3, "el": 2, "en": 5, "hu": 5, "es": 4, "nl": 3}
# Of ten who wait, one names hours, now these and now those.
WINDOWS = [(DAYS, "18:00", "21:00"), (DAYS[:5], "07:00", "08:30"), (DAYS[5:], "10:00", "16:00"),
           (DAYS[:5], "12:30", "13:30"), (DAYS[:1], "19:00", "20:00"), (DAYS, "09:00", "17:00")]


class Few:
    """Some of each kind, with the share that its copies have of all."""

    def __init__(self, desk, coordinator, tokens):
        self.desk, self.coordinator, self.tokens = desk, coordinator, tokens
        self.number = self.message = 0
        self.windows = itertools.count()
        self.connection = Connection(desk.address, timeout=60)
        self.open, self.closed = {}, {}

    def ask(self, method, path, token, body=None):
        raw = b"" if body is None else json.dumps(body).encode()
        status, answer = self.connection.request(
            method, "/api/v1/" + path,
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}, raw)
        if not 200 <= status < 300:
            raise Failed(f"{method} {path} answered {status}: {answer[:300]!r}")
        return json.loads(answer)

    def write(self, *texts):
        """A new client writes by WhatsApp; the callback's number."""
        before = set(self.desk.callbacks(self.coordinator))
        self.number += 1
        for text in texts:
            self.message += 1
            raw = webhook.body(self.message, self.number, text)
            status, _ = self.connection.request("POST", webhook.PATH, webhook.headers(raw), raw)
            if status != 200:
                raise Failed(f"a webhook was answered {status}")
            self.desk.read_all()
        new, = set(self.desk.callbacks(self.coordinator)) - before
        return new

    def phone(self, language, **more):
        self.number += 1
        return self.ask("POST", "callbacks", self.coordinator, {
            "channel": "phone", "language": language, "number": "+" + webhook.sender(self.number),
            "name": "Soak", "message": "salary", **more})["id"]

    def hours(self):
        days, start, end = WINDOWS[next(self.windows) % len(WINDOWS)]
        return {"days": days, "from": start, "to": end, "zone": "Europe/Amsterdam"}

    def claim(self, id):
        """Taken by whom the desk offered it to, or by one who speaks the language; her token."""
        for again in range(10):
            why = self.ask("GET", f"callbacks/{id}/why", self.coordinator)
            speakers = why["speakers"]
            token = self.tokens[why["callback"]["offeredTo"] or speakers[id % len(speakers)]["id"]]
            try:
                self.ask("POST", f"callbacks/{id}/claim", token)
                break
            except Failed:
                # It was offered to somebody between the two.
                if again == 9:
                    raise
        self.ask("POST", f"callbacks/{id}/reveal", token)
        return token

    def close(self, id):
        token = self.claim(id)
        self.ask("POST", f"callbacks/{id}/attempts", token, {"result": "reached"})
        self.ask("POST", f"callbacks/{id}/close", token, {
            "outcome": "advice_given", "issue": "employment.wages", "note": "explained the payslip"})
        return id

    def make(self):
        for language, word in webhook.LANGUAGES.items():
            share = SHARES[language]
            waiting = [self.write(word), self.write("???", word), self.phone(language),
                       self.phone(language, windows=[self.hours()]), self.phone(language, windows=[self.hours()]),
                       self.phone(language, urgency="soon")]
            for id, part in zip(waiting, [0.5, 0.25, 0.1, 0.05, 0.05, 0.05]):
                self.open[id] = share * part
            for texts, part in [((word,), 0.6), (("???", word), 0.3)]:
                self.closed[self.close(self.write(*texts))] = share * part
            self.closed[self.close(self.phone(language))] = share * 0.1
        urgent, held, resting = self.phone("pl", urgency="now"), self.write("polski"), self.write("română")
        self.claim(held)
        self.ask("POST", f"callbacks/{resting}/attempts", self.claim(resting), {"result": "no_answer"})
        self.open[urgent] = 0.1
        # As they are today: who holds or rests isn't made older.
        self.today = {held: 2, resting: 2, self.write("???"): 1}
        self.leave()
        self.connection.close()
        return self

    def leave(self):
        """Everybody leaves, so that nothing is on offer: an adviser has one offer, not one for each copy."""
        for token in self.tokens.values():
            self.ask("PUT", "me/presence", token, {"presence": "away"})
        deadline = time.monotonic() + 60
        while any(callback["state"] == "offered" for callback in
                  self.ask("GET", "queue?all=true&limit=200", self.coordinator)["items"]):
            if time.monotonic() > deadline:
                raise Failed("what is on offer isn't taken back when everybody is away")
            time.sleep(0.1)

    def plan(self, open, closed):
        """What million_store.py is to do, so that so many are there in the end."""
        held = open // 20
        return [{"from": self.closed, "count": closed - len(self.closed), "days": 700},
                {"from": self.open, "count": open - held - len(self.open) - len(self.today), "days": 30},
                {"from": self.today, "count": held, "days": 0}]
