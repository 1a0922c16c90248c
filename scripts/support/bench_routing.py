"""Whom first, with 108 advisers and 10,000 who may be called now; and a month of a desk a hundred times as large, simulated."""

import json
import re
import subprocess
import tempfile
import time

import bench_claims
import scenario
from desk import BINARY, Desk, Failed
from wire import Connection

DECISIONS = 5400


def advisers(folder):
    """The demo's advisers three times. (file, ids)"""
    file, ids = bench_claims.advisers(folder)
    head, entries = file.read_text().split("advisers:\n", 1)
    copies = "".join(re.sub(r"(?m)^(  - id: \S+)", rf"\1{n}", entries) for n in ["", "-b", "-c"])
    file.write_text(head + "advisers:\n" + copies)
    return file, [f"{id}{n}" for n in ["", "-b", "-c"] for id in ids]


def asked(connection, path, token):
    began = time.perf_counter()
    status, answer = connection.request("GET", "/api/v1/" + path, {"Authorization": f"Bearer {token}"})
    if status != 200:
        raise Failed(f"GET {path} answered {status}: {answer[:300]!r}")
    return (time.perf_counter() - began) * 1000, json.loads(answer)


def decisions(desk, tokens):
    """Milliseconds, p50 and p99, of asking over HTTP who is first for her; and of asking who she is, which takes the same
    way and decides nothing. In turn, one after the other, on a kept connection."""
    connection = Connection(desk.address, timeout=60)
    first, nothing = [], []
    for n in range(DECISIONS):
        token = tokens[n % len(tokens)]
        taken, answer = asked(connection, "queue?limit=1", token)
        if len(answer["items"]) != 1:
            raise Failed("nobody waits for an adviser, so nothing was decided")
        first.append(taken)
        nothing.append(asked(connection, "me", token)[0])
    connection.close()
    return [(sorted(some)[DECISIONS // 2], sorted(some)[DECISIONS * 99 // 100]) for some in (first, nothing)]


def simulated():
    """Seconds of `balie simulate` for a hundredfold month under one policy, the process as a whole."""
    with tempfile.TemporaryDirectory(prefix="balie-scenario-", dir="/tmp") as folder:
        scenario.make(folder)
        began = time.perf_counter()
        done = subprocess.run([BINARY, "simulate", folder, "--json"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
        seconds = time.perf_counter() - began
    if done.returncode != 0:
        raise Failed(f"balie simulate ended with {done.returncode}: {done.stderr[-300:]}")
    found = json.loads(done.stdout)
    attempts = sum(found[which]["requests"] * found[which]["attempts"] for which in ["measures", "baselineMeasures"])
    return seconds, attempts


def measured(gateway, table):
    desk = Desk(gateway, {"BALIE_BENCH": "1"})
    try:
        desk.start()
        _, tokens = bench_claims.staff(desk, advisers)
        tokens = list(tokens.values())
        bench_claims.fill(desk)
        first, nothing = decisions(desk, tokens)
    finally:
        desk.stop()
    title = f"{len(tokens)} advisers, {bench_claims.WAITING:,} callable"
    table.add(f"{title}: who is first, over HTTP: p50, p99", f"{first[0]:.2f}, {first[1]:.2f} ms")
    more = [one - other for one, other in zip(first, nothing)]
    table.add("the same, beyond a request that decides nothing", f"{more[0]:.2f}, {more[1]:.2f} ms", "<= 1 ms",
              max(more) <= 1, True)
    seconds, attempts = simulated()
    table.add("simulate, hundredfold, two policies", f"{seconds:.1f} s, {seconds / attempts * 1000:.3f} ms a call",
              "<= 10 s", seconds <= 10, True)
