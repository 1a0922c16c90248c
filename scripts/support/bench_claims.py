"""Thirty-six advisers taking ten thousand waiting callbacks at once, and `balie queue` as a whole."""

import json
import re
import selectors
import socket
import statistics
import subprocess
import threading
import time

import webhook
from desk import BINARY, DAYS, Desk, Failed, ROOT
from wire import Connection

WAITING = 10_000
QUEUE_RUNS = 20


def advisers(folder):
    """The demo's advisers, on shift at every hour, whenever the bench is run. (file, ids)"""
    text = (ROOT / "config/advisers.yaml").read_text()
    always = "    roster:\n" + "".join(f'      {day}: ["00:00-23:59"]\n' for day in DAYS)
    text = re.sub(r"    roster:\n(?:      \w+: \[.*\n)+", lambda _: always, text)
    file = folder / "advisers.yaml"
    file.write_text(text)
    return file, re.findall(r"(?m)^  - id: (\S+)", text)


def fill(desk, start=0):
    """Ten thousand callbacks, each of a client of its own from number `start` on, over all languages in turn."""
    words = list(webhook.LANGUAGES.values())
    failures = []

    def work(first, step):
        connection = Connection(desk.address, timeout=60)
        for message in range(start + first, start + WAITING, step):
            raw = webhook.body(message, message, words[message % len(words)])
            status, _ = connection.request("POST", webhook.PATH, webhook.headers(raw), raw)
            if status != 200:
                failures.append(status)
        connection.close()

    threads = [threading.Thread(target=work, args=(n, 16)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise Failed(f"{len(failures)} webhooks weren't answered 200, such as {failures[0]}")
    desk.read_all()


class Adviser:
    """One kept connection that asks for the next callback until there is none, or she has so many."""

    def __init__(self, address, token, most=None):
        self.most = most
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = (f"POST /api/v1/next HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n"
                        f"Authorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n").encode()
        self.rest = b""
        self.claimed, self.latencies, self.end = [], [], None

    def ask(self):
        self.rest = b""
        self.began = time.perf_counter()
        self.socket.sendall(self.request)

    def heard(self):
        """Reads what has come; true when there is nothing more to take."""
        data = self.socket.recv(65536)
        self.rest += data
        head, found, body = self.rest.partition(b"\r\n\r\n")
        if not data:
            self.end = "the connection was closed"
            return True
        if not found:
            return False
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        status = int(head[9:12])
        if length is None and status != 204:
            self.end = "an answer without Content-Length"
            return True
        if length and len(body) < int(length[1]):
            return False
        if status != 200:
            self.end = status
            return True
        self.latencies.append((time.perf_counter() - self.began) * 1000)
        self.claimed.append(json.loads(body)["id"])
        if len(self.claimed) == self.most:
            self.end = "enough"
            return True
        self.ask()
        return False


def claim(desk, tokens, most=None):
    """Everybody at once, until nothing waits or each has taken so many. (people, seconds)"""
    people = [Adviser(desk.address, token, most) for token in tokens]
    selector = selectors.DefaultSelector()
    for person in people:
        selector.register(person.socket, selectors.EVENT_READ, person)
    began = time.perf_counter()
    for person in people:
        person.ask()
    busy = len(people)
    while busy:
        for key, _ in selector.select():
            if key.data.heard():
                selector.unregister(key.fileobj)
                key.fileobj.close()
                busy -= 1
    return people, time.perf_counter() - began


def queue_runs(desk, token):
    """Wall milliseconds of `balie queue`, process start and all."""
    environment = {**desk.environment, "BALIE_TOKEN": token,
                   "BALIE_URL": f"http://{desk.address[0]}:{desk.address[1]}"}
    runs = []
    for _ in range(QUEUE_RUNS):
        began = time.perf_counter()
        done = subprocess.run([BINARY, "queue"], env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
        runs.append((time.perf_counter() - began) * 1000)
        if done.returncode != 0 or not done.stdout.strip():
            raise Failed(f"balie queue ended with {done.returncode}: {done.stderr[-300:]}")
    return statistics.median(runs)


def measured(gateway, claims=True, queue=True, memory=True):
    figures = {}
    desk = Desk(gateway, {"BALIE_BENCH": "1"})
    try:
        desk.start()
        if memory:
            time.sleep(3)
            figures["resident"] = desk.resident()
        if not (claims or queue):
            return figures
        coordinator, tokens = staff(desk)
        tokens = list(tokens.values())
        fill(desk)
        waiting = desk.callbacks(coordinator)
        if len(waiting) != WAITING:
            raise Failed(f"{len(waiting)} callbacks wait, not {WAITING}")
        if queue:
            figures["queue"] = queue_runs(desk, tokens[0])
        if claims:
            figures.update(claim_figures(*claim(desk, tokens), waiting))
    finally:
        desk.stop()
    return figures


def staff(desk, made=advisers):
    """Everybody at work. (the coordinator's token, the advisers' tokens by id)"""
    file, ids = made(desk.folder)
    coordinator = desk.token("--role", "coordinator")
    url = f"http://{desk.address[0]}:{desk.address[1]}"
    desk.command("adviser", "import", file, environment={"BALIE_URL": url, "BALIE_TOKEN": coordinator})
    tokens = {adviser: desk.token("--adviser", adviser) for adviser in ids}
    for token in tokens.values():
        present(desk, token)
    return coordinator, tokens


def present(desk, token):
    body = b'{"presence":"available"}'
    connection = Connection(desk.address)
    status, answer = connection.request(
        "PUT", "/api/v1/me/presence",
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}, body)
    connection.close()
    if not 200 <= status < 300:
        raise Failed(f"PUT me/presence answered {status}: {answer[:300]!r}")


def claim_figures(people, seconds, waiting=None):
    """`waiting`: all that was there to claim, when everybody claimed to the end."""
    claimed = [number for person in people for number in person.claimed]
    ends = {str(person.end) for person in people}
    wrong = ends != {"enough"} if waiting is None else set(claimed) != set(waiting)
    if wrong or len(claimed) != len(set(claimed)):
        raise Failed(f"{len(claimed)} claims of {len(set(claimed))} callbacks, {len(waiting or [])} waited; "
                     f"the advisers' last answers: {', '.join(sorted(ends))}")
    latencies = sorted(l for person in people for l in person.latencies)
    return {"claims": len(claimed) / seconds, "claims p50": latencies[len(latencies) // 2],
            "claims p99": latencies[len(latencies) * 99 // 100]}
