"""A flood of posts at the desk's own form, from one address and from many, with people among them. People get through in at
most three tries, advisers notice nothing, and little of the flood reaches the queue."""

import argparse
import json
import random
import sys
import threading
import time
from urllib.parse import quote

from desk import Desk, Failed
from wire import Closed, Connection

RATE = 200
PEOPLE = 100  # one post in so many is a person's
TRIES = 3
SENDERS = 8


class FloodedDesk(Desk):
    def settings(self, gateway):
        # The harness speaks as the desk's own proxy, so that posts come from as many addresses as it says.
        return super().settings(gateway).replace("proxies: []", 'proxies: ["127.0.0.1"]')


def post(connection, number, address, name):
    body = f"name={quote(name)}&phone={quote(number)}&language=pl&message={quote('Pan nie placi')}".encode()
    return connection.request("POST", "/pl", {
        "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}, body)[0]


class Flood:
    def __init__(self, desk, seed, seconds, addresses):
        self.desk, self.seconds, self.chance = desk, seconds, random.Random(seed)
        self.addresses = addresses
        self.lock = threading.Lock()
        self.statuses, self.tries, self.lost = {}, [], 0
        self.people = []

    def run(self):
        self.until = time.monotonic() + self.seconds
        threads = [threading.Thread(target=self.sender, args=(n,)) for n in range(SENDERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for thread in self.people:
            thread.join()

    def sender(self, number):
        connection, next_at, count = Connection(self.desk.address, timeout=30), time.monotonic(), 0
        while time.monotonic() < self.until:
            next_at += SENDERS / RATE
            time.sleep(max(0, next_at - time.monotonic()))
            count += 1
            if number == 0 and count % (PEOPLE // SENDERS) == 0:
                self.person()
                continue
            with self.lock:
                digits, address = self.chance.randrange(10 ** 6), self.addresses(self.chance)
                # A program with a list of numbers, and one with a few.
                junk = f"+4860{digits:07d}" if digits % 2 else f"+4869100000{digits % 9}"
            try:
                status = post(connection, junk, address, "junk")
            except (OSError, Closed):
                status = 0
            with self.lock:
                self.statuses[status] = self.statuses.get(status, 0) + 1

    def person(self):
        with self.lock:
            digits, address = self.chance.randrange(10 ** 6), self.addresses(self.chance)
        thread = threading.Thread(target=self.ask, args=(f"+4851{digits:07d}", address))
        self.people.append(thread)
        thread.start()

    def ask(self, number, address):
        """Presses the button, reads, waits, presses again."""
        connection = Connection(self.desk.address, timeout=30)
        for attempt in range(1, TRIES + 1):
            try:
                status = post(connection, number, address, "person")
            except (OSError, Closed):
                status = 0
            if status == 303:
                with self.lock:
                    self.tries.append(attempt)
                return
            time.sleep(5)
        with self.lock:
            self.lost += 1


class Adviser(threading.Thread):
    """Looks at the queue twice a second, and takes a callback now and then."""

    def __init__(self, desk, token):
        super().__init__(daemon=True)
        self.desk, self.token, self.times, self.on = desk, token, [], True

    def run(self):
        connection = Connection(self.desk.address, timeout=30)
        while self.on:
            began = time.monotonic()
            self.desk.get("/api/v1/queue", self.token, connection)
            self.times.append((time.monotonic() - began) * 1000)
            time.sleep(0.1)


def share(times, part):
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def polish(desk, coordinator):
    """A token of somebody who may take all that comes."""
    connection = Connection(desk.address, timeout=30)
    always = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    ola = {"id": "ola", "name": "Ola", "role": "adviser", "languages": {"pl": "native"}, "roster": always}
    status, answer = connection.request(
        "POST", "/api/v1/advisers", {"Authorization": f"Bearer {coordinator}", "Content-Type": "application/json"},
        json.dumps({"advisers": [ola]}).encode())
    if status != 200:
        raise Failed(f"POST advisers answered {status}: {answer[:300]!r}")
    return desk.token("--adviser", "ola")


def latency(desk, token, run):
    advisers = [Adviser(desk, token) for _ in range(3)]
    for adviser in advisers:
        adviser.start()
    run()
    for adviser in advisers:
        adviser.on = False
        adviser.join()
    return [time for adviser in advisers for time in adviser.times]


def main():
    asked = argparse.ArgumentParser(prog="scripts/soak flood")
    asked.add_argument("seconds", type=int, nargs="?", default=20)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    faults = []
    kinds = {
        "one address": lambda chance: "203.0.113.7",
        "many addresses": lambda chance: ".".join(str(chance.randrange(1, 255)) for _ in range(4)),
    }
    for name, addresses in kinds.items():
        desk = FloodedDesk("127.0.0.1:9").start()
        try:
            coordinator = desk.token("--role", "coordinator")
            ola = polish(desk, coordinator)
            quiet = latency(desk, ola, lambda: time.sleep(3))
            flood = Flood(desk, options.seed, options.seconds, addresses)
            during = latency(desk, ola, flood.run)
            queue = len(desk.callbacks(coordinator))
            junk = queue - len(flood.tries)
            posts = sum(flood.statuses.values())
            print(f"{name}: {posts + len(flood.tries) + flood.lost} posters in {options.seconds} s, "
                  f"answered {dict(sorted(flood.statuses.items()))}")
            print(f"  people: {len(flood.tries)} through, {flood.lost} not; "
                  + ", ".join(f"{flood.tries.count(n)} at try {n}" for n in range(1, TRIES + 1)))
            print(f"  of the flood {junk} in the queue ({100 * junk / max(1, posts):.1f} %)")
            print(f"  the queue, as an adviser sees it: p50 {share(quiet, .5):.1f} ms, p99 {share(quiet, .99):.1f} ms before; "
                  f"p50 {share(during, .5):.1f} ms, p99 {share(during, .99):.1f} ms in the flood", flush=True)
            if flood.lost or len(flood.tries) < options.seconds:
                faults.append(f"{name}: {flood.lost} people didn't get through, {len(flood.tries)} did")
            if junk > 0.1 * posts:
                faults.append(f"{name}: {junk} posts of the flood are in the queue")
            # Half a second is what nobody notices; a machine that builds beside it is allowed that.
            if share(during, .95) > 500:
                faults.append(f"{name}: an adviser waits {share(during, .95):.0f} ms for the queue")
            if 0 in flood.statuses or 500 in flood.statuses or 503 in flood.statuses:
                faults.append(f"{name}: answered {flood.statuses}")
        except Failed as failed:
            faults.append(f"{name}: {failed}")
        finally:
            desk.stop()
    for fault in faults:
        print("soak flood: " + fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
