"""How fast webhooks are let in, beside the rate at which the same server answers an empty 200."""

import json
import statistics
import subprocess
import time
from pathlib import Path

import webhook
from desk import Desk, Failed

HERE = Path(__file__).resolve().parent
CONNECTIONS = 64
SECONDS = 5
ROUNDS = 3
SENDERS = 20_000
# Enough for a round at 24,000 a second; the run says so when a body came twice.
BODIES = 120_000
BLANK = "/webhooks/blank"


def bodies(folder, number):
    """A file of deliveries of which no other file has one."""
    file = folder / f"bodies-{number}"
    with open(file, "wb") as out:
        for message in range(number * BODIES, (number + 1) * BODIES):
            raw = webhook.body(message, message % SENDERS)
            out.write(webhook.signature(raw).encode() + b" " + raw + b"\n")
    return file


def wrk(address, path, file):
    """Five seconds of deliveries over 64 kept connections. `address` is (host, port)."""
    url = f"http://{address[0]}:{address[1]}{path}"
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", HERE / "intake.lua", url, "--",
         path, file], capture_output=True, text=True, check=False)
    line = next((l for l in done.stdout.split("\n") if l.startswith("RESULT ")), None)
    if line is None:
        raise Failed(f"wrk said nothing of use: {done.stdout[-300:]} {done.stderr[-300:]}")
    result = json.loads(line[len("RESULT "):])
    if result["notOK"] or result["broken"]:
        raise Failed(f"{path}: {result['notOK']} answers other than 200, {result['broken']} broken")
    if result["repeats"] and path == webhook.PATH:
        raise Failed(f"{path}: the bodies ran out; raise BODIES in bench_intake.py")
    result["rate"] = result["requests"] / (result["microseconds"] / 1e6)
    return result


def rounds(gateway, reading):
    """Three pairs of (blank, intake), alternating, on one desk. `reading` counts an intake as done
    when the last receipt has been read."""
    environment = {"BALIE_BENCH": "1"}
    if not reading:
        environment["BALIE_BENCH_PAUSE_READING"] = "1"
    desk = Desk(gateway, environment)
    pairs = []
    try:
        desk.start()
        for number in range(ROUNDS):
            file = bodies(desk.folder, number)
            blank = wrk(desk.address, BLANK, file)
            began = time.monotonic()
            intake = wrk(desk.address, webhook.PATH, file)
            if reading:
                desk.read_all()
                intake["rate"] = intake["requests"] / (time.monotonic() - began)
            elif desk.metric("balie_receipts_unread") < intake["requests"]:
                raise Failed("reading was to be paused (BALIE_BENCH_PAUSE_READING), but it goes on")
            pairs.append((blank, intake))
            file.unlink()
            print(f"  round {number + 1}, {'with reading' if reading else 'receipts only'}: "
                  f"{intake['rate']:,.0f}/s beside {blank['rate']:,.0f}/s empty", flush=True)
    finally:
        desk.stop()
    return pairs


def measured(gateway, reading):
    pairs = rounds(gateway, reading)
    middle = statistics.median
    return {
        "blank": middle(b["rate"] for b, _ in pairs), "blank p99": middle(b["p99"] for b, _ in pairs),
        "rate": middle(i["rate"] for _, i in pairs), "p50": middle(i["p50"] for _, i in pairs),
        "p99": middle(i["p99"] for _, i in pairs),
        "ratio": middle(i["rate"] / b["rate"] for b, i in pairs),
    }
