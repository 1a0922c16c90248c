"""A store with 100,000 open and 1,000,000 closed callbacks: how long it takes to start, to list, and to claim."""

import json
import os
import shutil
import statistics
import subprocess
import time
from pathlib import Path

import bench_claims
import bench_python
from desk import Desk, Failed
from million_few import Few
from wire import Connection

HERE = Path(__file__).resolve().parent
OPEN, CLOSED = 100_000, 1_000_000
PACKAGES = ["cryptography"]
STARTS, LISTINGS, CLAIMS = 5, 3600, 7200


def sent(desk, most=120):
    """Waits until nothing is to be sent any more."""
    deadline = time.monotonic() + most
    while left := desk.metric(r'balie_dispatches\{state="(?:waiting|sending)"\}'):
        if time.monotonic() > deadline:
            raise Failed(f"{left:.0f} messages are still to be sent after {most} s")
        time.sleep(0.2)


def make(desk):
    """A few by the desk, the rest copied from them, and all of it checked by `balie check`."""
    python = bench_python.python(*PACKAGES)
    began = time.monotonic()
    desk.start()
    coordinator, tokens = bench_claims.staff(desk)
    plan = Few(desk, coordinator, tokens).make().plan(OPEN, CLOSED)
    sent(desk)
    desk.stop()
    file = desk.folder / "plan.json"
    file.write_text(json.dumps(plan))
    done = subprocess.run(
        [python, HERE / "million_store.py", desk.folder / "data/balie.sqlite", desk.folder / "master.key", file],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"the store could not be made: {done.stderr[-500:]}")
    size = (desk.folder / "data/balie.sqlite").stat().st_size / 2 ** 30
    print(f"  made {size:.1f} GiB in {time.monotonic() - began:.0f} s; checking it", flush=True)
    began = time.monotonic()
    found = json.loads(desk.command("check", "--json", "--config", desk.config, timeout=3600))
    if found["callbacks"] != OPEN + CLOSED:
        raise Failed(f"there are {found['callbacks']:,} callbacks, not {OPEN + CLOSED:,}")
    print(f"  balie check: whole, {found['callbacks']:,} callbacks replayed from their trails and opened, "
          f"in {time.monotonic() - began:.0f} s", flush=True)


def supply(desk):
    """The store, made now or taken from BALIE_BENCH_STORE, where it is kept when that is set."""
    kept = os.environ.get("BALIE_BENCH_STORE")
    files = ["data/balie.sqlite", "master.key"]
    if kept and (Path(kept) / "master.key").exists():
        (desk.folder / "data").mkdir(mode=0o700)
        for file in files:
            shutil.copy(Path(kept) / Path(file).name, desk.folder / file)
        return
    make(desk)
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy(desk.folder / file, Path(kept) / Path(file).name)


def starts(desk, forget):
    """Median seconds from the start of the process to its line that it listens.
    `forget`: the file isn't in memory, as after a boot."""
    seconds = []
    for _ in range(STARTS):
        if forget:
            with open(desk.folder / "data/balie.sqlite") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        began = time.monotonic()
        desk.start()
        seconds.append(time.monotonic() - began)
        desk.stop()
    return statistics.median(seconds)


def listings(desk, tokens, path):
    """Milliseconds of each, one adviser after the other in turn, on kept connections."""
    connections = [Connection(desk.address, timeout=60) for _ in tokens]
    latencies = []
    for n in range(LISTINGS):
        headers = {"Authorization": f"Bearer {tokens[n % len(tokens)]}"}
        began = time.perf_counter()
        status, answer = connections[n % len(tokens)].request("GET", path, headers)
        latencies.append((time.perf_counter() - began) * 1000)
        if status != 200 or (n < len(tokens) and len(json.loads(answer)["items"]) != 50):
            raise Failed(f"GET {path} answered {status}: {answer[:300]!r}")
    for connection in connections:
        connection.close()
    latencies.sort()
    return latencies[LISTINGS // 2], latencies[LISTINGS * 99 // 100]


def measured(gateway, table):
    title = f"{OPEN:,} open, {CLOSED:,} closed"
    desk = Desk(gateway, {"BALIE_BENCH": "1"})
    try:
        try:
            supply(desk)
        except bench_python.Missing as word:
            table.add(title, f"skipped: {word}")
            return
        desk.start()  # brings the schema of a kept store up to date
        desk.stop()
        for forget, how in [(False, "start to ready"), (True, "the same, file not in memory")]:
            seconds = starts(desk, forget)
            table.add(f"{title}: {how}", f"{seconds * 1000:.0f} ms", "<= 1 s", seconds <= 1)
        desk.start()
        _, tokens = bench_claims.staff(desk)
        tokens = list(tokens.values())
        for path, what in [("queue", "what she can take"), ("queue?all=true", "all she may see")]:
            p50, p99 = listings(desk, tokens, "/api/v1/" + path)
            table.add(f"listing {what}: p50, p99", f"{p50:.1f}, {p99:.1f} ms", "p99 <= 10 ms", p99 <= 10, True)
        people, seconds = bench_claims.claim(desk, tokens, CLAIMS // len(tokens))
        said = bench_claims.claim_figures(people, seconds)
        table.add("claims by 36 at once: p50, p99", f"{said['claims p50']:.1f}, {said['claims p99']:.1f} ms, "
                  f"{said['claims']:,.0f}/s", "p99 <= 25 ms", said["claims p99"] <= 25, True)
    finally:
        desk.stop()
