"""Thirty-six advisers, a process each, and a desk that is killed: see scripts/soak.

Each adviser asks what is offered to her and, by chance, takes it with `balie`, declines it, doesn't answer, takes another
one, or is killed herself and comes back. Nothing of what is shown here is asked of the desk: a reader of its own goes
through the rows that it left behind."""

import argparse
import collections
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import bench_claims
from desk import BINARY, Desk, Failed, unanswered
from gateway import Gateway
from wire import Connection

LANGUAGES = ["pl", "ro", "bg", "uk", "tr", "es"]
PER_SECOND = 6
OFFER_SECONDS = 3


class Adviser:
    """One process. Knows the desk only by what it answers."""

    def __init__(self, place, name, token, dice):
        self.place, self.name, self.token, self.dice = place, name, token, dice
        self.connection = None
        self.silent = set()

    def address(self):
        host, port = self.place.read_text().split()
        return host, int(port)

    def ask(self, method, path, body=None):
        if self.connection is None:
            self.connection = Connection(self.address(), timeout=10)
        status, answer = self.connection.request(
            method, "/api/v1/" + path,
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            b"" if body is None else json.dumps(body).encode())
        return status, json.loads(answer) if answer and status < 300 else {}

    def balie(self, *arguments):
        """The real client. What it says to a refusal, or to a desk that was just killed, is its own affair."""
        host, port = self.address()
        subprocess.run([BINARY, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=60, check=False, env={
                           **os.environ, "BALIE_URL": f"http://{host}:{port}", "BALIE_TOKEN": self.token,
                           "HOME": str(self.place.parent / self.name)})

    def turn(self):
        self.ask("PUT", "me/presence", {"presence": "available"})
        _, page = self.ask("GET", "queue?all=true&limit=200")
        # What everybody passed on is offered to nobody any more; it is there for all.
        if self.dice.random() < 0.1:
            self.balie("next")
        for one in page.get("items", []):
            if one["holder"] == self.name:
                self.balie("close", str(one["id"]), "no_longer_needed")
            elif one["offeredTo"] == self.name and (one["id"], one["version"]) not in self.silent:
                self.answer(one, [other for other in page["items"] if other["state"] == "waiting"])

    def answer(self, one, others):
        chance, number = self.dice.random(), str(one["id"])
        if chance < 0.4:
            self.balie("claim", number)
        elif chance < 0.55:
            self.balie("next")
        elif chance < 0.65:
            if others:
                self.balie("claim", str(self.dice.choice(others)["id"]))
        elif chance < 0.8:
            self.balie("decline", number, "--reason", "in a meeting")
        elif chance < 0.9:
            self.silent.add((one["id"], one["version"]))
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    def work(self):
        while True:
            try:
                self.turn()
            except (*unanswered(), ValueError):
                self.connection = None  # the desk was just killed
            time.sleep(self.dice.uniform(0.3, 0.9))


class Staff:
    """The processes; who was killed comes back."""

    def __init__(self, desk, tokens, seed):
        self.place = desk.folder / "address"
        self.tokens, self.seed, self.killed, self.lives = tokens, seed, 0, {}
        for name in tokens:
            (desk.folder / name).mkdir()

    def come(self):
        for number, (name, token) in enumerate(self.tokens.items()):
            process = self.lives.get(name)
            if process is not None and process.is_alive():
                continue
            if process is not None:
                self.killed += 1
            adviser = Adviser(self.place, name, token, random.Random(f"{self.seed} {number} {self.killed}"))
            self.lives[name] = multiprocessing.Process(target=adviser.work)
            self.lives[name].start()

    def go(self):
        for process in self.lives.values():
            process.kill()
            process.join()


def add(desk, token, number):
    """True when the desk said that it has it."""
    connection = Connection(desk.address, timeout=10)
    try:
        status, answer = connection.request(
            "POST", "/api/v1/callbacks", {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            json.dumps({"channel": "phone", "language": LANGUAGES[number % len(LANGUAGES)], "name": "Soak",
                        "number": f"061{number:07}"}).encode())
        return json.loads(answer)["id"] if status == 201 else None
    except unanswered():
        return None
    finally:
        connection.close()


def live(desk, staff, coordinator, seconds, kills):
    """Callbacks come, `seconds` long; the desk is killed so often, at chance moments. The numbers that were acknowledged."""
    dice, asked, began = random.Random(staff.seed), [], time.monotonic()
    moments = sorted(dice.uniform(0.15, 0.85) * seconds for _ in range(kills))
    number = 0
    while (now := time.monotonic() - began) < seconds:
        if moments and now > moments[0]:
            moments.pop(0)
            desk.kill()
            desk.start()
            staff.place.write_text("{} {}".format(*desk.address))
        while number < now * PER_SECOND:
            asked.append(add(desk, coordinator, number))
            number += 1
        staff.come()
        time.sleep(0.05)
    return [id for id in asked if id is not None]


def finish(desk, staff, coordinator, most=60):
    """Until nothing is open any more."""
    deadline = time.monotonic() + most
    while (left := desk.callbacks(coordinator)):
        if time.monotonic() > deadline:
            raise Failed(f"{len(left)} callbacks are still open after {most} s, such as {left[0]}")
        staff.come()
        time.sleep(0.2)


def read(file, acknowledged):
    """Goes through the rows in the order in which they were committed. What it counted, or Failed."""
    rows = sqlite3.connect(f"file:{file}?mode=ro", uri=True).execute(
        "SELECT seq, callback, at, kind, actor, detail FROM event ORDER BY seq").fetchall()
    offers, holders, hers, kinds = {}, {}, {}, collections.Counter()
    for seq, callback, at, kind, actor, detail in rows:
        kinds[kind] += 1
        here = f"event {seq}, callback {callback}, {kind}"
        if kind == "offered":
            said, = json.loads(detail).values()
            adviser = said["to"]
            if callback in offers or callback in holders:
                raise Failed(f"{here}: offered although it is offered or held already")
            if adviser in hers:
                raise Failed(f"{here}: {adviser} has an offer of {hers[adviser]} already")
            offers[callback], hers[adviser] = (adviser, said["until"]), callback
        elif kind in ("declined", "offer_lapsed", "offer_withdrawn", "claimed"):
            adviser, until = offers.pop(callback, (None, 0))
            if adviser is not None:
                del hers[adviser]
            elif kind != "claimed":
                raise Failed(f"{here}: nothing was offered")
            if kind == "declined" and actor != f"adviser:{adviser}":
                raise Failed(f"{here}: by {actor}, but it was offered to {adviser}")
            if kind == "offer_lapsed" and at < until:
                raise Failed(f"{here}: {until - at} ms too early")
            if kind == "claimed":
                if callback in holders:
                    raise Failed(f"{here}: held by {holders[callback]} already")
                if adviser is not None and actor != f"adviser:{adviser}" and at < until:
                    raise Failed(f"{here}: by {actor}, while it was offered to {adviser}")
                holders[callback] = actor
        elif kind == "closed":
            if holders.pop(callback, None) != actor:
                raise Failed(f"{here}: by {actor}, who didn't hold it")
    states = dict(sqlite3.connect(f"file:{file}?mode=ro", uri=True).execute("SELECT id, state FROM callback"))
    lost = [id for id in acknowledged if states.get(id) != "closed"]
    if lost or offers or holders or set(states.values()) != {"closed"}:
        raise Failed(f"lost {lost}, still offered {offers}, still held {holders}")
    return len(states), kinds


def main():
    options = argparse.ArgumentParser(prog="scripts/soak offers")
    options.add_argument("seconds", type=int, nargs="?", default=30, help="how long callbacks come in")
    options.add_argument("--kills", type=int, default=3, help="how often the desk is killed meanwhile")
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    options = options.parse_args()
    print(f"soak offers: {options.seconds} s, {options.kills} kills, seed {options.seed}", flush=True)
    multiprocessing.set_start_method("fork")

    gateway = Gateway()
    desk = Desk(gateway.address, {"BALIE_ROUTING_OFFERSECONDS": str(OFFER_SECONDS)})
    staff = None
    try:
        desk.start()
        coordinator, tokens = bench_claims.staff(desk)
        staff = Staff(desk, tokens, options.seed)
        staff.place.write_text("{} {}".format(*desk.address))
        acknowledged = live(desk, staff, coordinator, options.seconds, options.kills)
        finish(desk, staff, coordinator)
        staff.go()
        desk.stop()
        callbacks, kinds = read(desk.folder / "data/balie.sqlite", acknowledged)
        desk.command("check", "--config", desk.config)
    finally:
        if staff is not None:
            staff.go()
        desk.stop()
    needed = ["offered", "claimed", "declined", "offer_lapsed", "offer_withdrawn", "closed"]
    if missing := [kind for kind in needed if not kinds[kind]]:
        raise Failed(f"never happened, so nothing was shown of it: {', '.join(missing)}")
    print(f"advisers={len(tokens)} advisers-killed={staff.killed} desk-killed={options.kills} "
          f"callbacks={callbacks} acknowledged={len(acknowledged)} lost=0 "
          + " ".join(f"{kind}={kinds[kind]}" for kind in needed))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(f"soak offers: {failure}", file=sys.stderr)
        sys.exit(1)
