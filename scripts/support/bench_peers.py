"""Balie beside what else does a part of its work, in alternating rounds of the same run."""

import json
import os
import statistics
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import bench_claims
import bench_intake
import bench_python
import webhook
from bench_postgres import Postgres
from desk import Desk, Failed, free_port
from wire import Connection

HERE = Path(__file__).resolve().parent
ROUNDS = 5


class Receiver:
    """The plain receiver of peer_receiver.py, one process, its database beside the desk's."""

    PACKAGES = ["fastapi", "uvicorn[standard]"]

    def __init__(self, folder):
        self.python = bench_python.python(*self.PACKAGES)
        self.folder = folder

    WAYS = ["/threads", "/lock"]

    def __enter__(self):
        self.address = ("127.0.0.1", free_port())
        self.process = subprocess.Popen(
            [self.python, HERE / "peer_receiver.py", str(self.address[1]), self.folder / "receiver.sqlite"],
            env={**os.environ, "PEER_SECRET": webhook.APP_SECRET}, stdin=subprocess.DEVNULL)
        raw = webhook.body(0, 0)
        for way in self.WAYS:
            if answer(self.address, way, webhook.headers(raw), raw) != 200:
                raise Failed("the plain receiver doesn't take a signed delivery")
            if answer(self.address, way, {"X-Hub-Signature-256": "sha256=" + "0" * 64}, raw) != 401:
                raise Failed("the plain receiver doesn't refuse a wrong signature")
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()


def answer(address, path, headers, raw, within=30):
    """The status, once there is an answer at all."""
    deadline = time.monotonic() + within
    while True:
        connection = Connection(address)
        try:
            return connection.request("POST", path, headers, raw)[0]
        except OSError:
            if time.monotonic() > deadline:
                raise Failed("the plain receiver did not start") from None
            time.sleep(0.1)
        finally:
            connection.close()


def intake(gateway, skip):
    """Rounds of nginx, Balie's empty 200, the plain receiver, Balie's durable intake."""
    peers = {}
    with ExitStack() as stack:
        desk = Desk(gateway, {"BALIE_BENCH": "1", "BALIE_BENCH_PAUSE_READING": "1"})
        stack.callback(desk.stop)
        desk.start()
        host, port = gateway.split(":")
        peers["nginx"] = ((host, int(port)), "/blank")
        peers["blank"] = (desk.address, bench_intake.BLANK)
        try:
            receiver = stack.enter_context(Receiver(desk.folder))
            for way in receiver.WAYS:
                peers[way] = (receiver.address, way)
        except bench_python.Missing as word:
            skip("plain receiver", word)
        peers["intake"] = (desk.address, webhook.PATH)
        results = {peer: [] for peer in peers}
        for number in range(ROUNDS):
            file = bench_intake.bodies(desk.folder, number)
            for peer, (address, path) in peers.items():
                results[peer].append(bench_intake.wrk(address, path, file))
            file.unlink()
            print(f"  round {number + 1}: " + ", ".join(
                f"{peer} {said[-1]['rate']:,.0f}/s" for peer, said in results.items()), flush=True)
    return results


class Workers:
    """peer_pgqueuer.py, beside a PostgreSQL of its own."""

    PACKAGES = ["pgqueuer[asyncpg]", "asyncpg", "uvloop"]

    def __init__(self, postgres):
        self.process = subprocess.Popen(
            [bench_python.python(*self.PACKAGES), HERE / "peer_pgqueuer.py"], text=True,
            env={**os.environ, **postgres.environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def round(self, kind):
        self.process.stdin.write(kind + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise Failed(f"the workers of pgqueuer ended with {self.process.wait()}")
        result = json.loads(line)
        if result["jobs"] != bench_claims.WAITING or result["different"] != result["jobs"]:
            raise Failed(f"pgqueuer handed out {result['jobs']} jobs, {result['different']} of them different")
        return result

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()


def claims(gateway, skip):
    """Rounds of pgqueuer's claims, its whole jobs, and Balie's claims, 10,000 each."""
    with ExitStack() as stack:
        try:
            bench_python.python(*Workers.PACKAGES)
            postgres = stack.enter_context(Postgres())
            workers = stack.enter_context(Workers(postgres))
        except bench_python.Missing as word:
            skip("pgqueuer", word)
            return None
        desk = Desk(gateway, {"BALIE_BENCH": "1"})
        stack.callback(desk.stop)
        desk.start()
        coordinator, tokens = bench_claims.staff(desk)
        tokens = list(tokens.values())
        results = {"claims": [], "jobs": [], "balie": []}
        gone = set()
        for number in range(ROUNDS):
            bench_claims.fill(desk, number * bench_claims.WAITING)
            waiting = [n for n in desk.callbacks(coordinator) if n not in gone]
            gone.update(waiting)
            for kind in ["claims", "jobs"]:
                results[kind].append(workers.round(kind))
            said = bench_claims.claim_figures(*bench_claims.claim(desk, tokens), waiting)
            results["balie"].append({"rate": said["claims"], "p99": said["claims p99"]})
            print(f"  round {number + 1}: " + ", ".join(
                f"{peer} {said[-1]['rate']:,.0f}/s" for peer, said in results.items()), flush=True)
        results["versions"] = f"{bench_python.versions('pgqueuer', 'asyncpg')}, PostgreSQL {postgres.version()}"
    return results


def middle(results, peer, what="rate"):
    return statistics.median(result[what] for result in results[peer])


def ratio(results, one, other, what="rate"):
    """The median of the rounds' ratios."""
    return statistics.median(a[what] / b[what] for a, b in zip(results[one], results[other]))


def measured(gateway, table):
    def skip(peer, word):
        table.add(f"beside the {peer}", f"skipped: {word}")
        print(f"  {peer} skipped: {word}", flush=True)

    results = intake(gateway, skip)
    table.add("nginx, 200", f"{middle(results, 'nginx'):,.0f}/s, p99 {middle(results, 'nginx', 'p99'):.1f} ms")
    table.add("Balie, empty 200", f"{middle(results, 'blank'):,.0f}/s, {ratio(results, 'blank', 'nginx'):.2f} of nginx")
    table.add("Balie, durable intake", f"{middle(results, 'intake'):,.0f}/s, {ratio(results, 'intake', 'nginx'):.2f} "
              f"of nginx, p99 {middle(results, 'intake', 'p99'):.1f} ms")
    for way, what in [("/threads", "a connection per thread"), ("/lock", "one connection, a lock")]:
        if way not in results:
            continue
        # The first is what FastAPI's and SQLite's own pages lead to, and is judged; the second is there to compare.
        faster, slower = ratio(results, "intake", way), ratio(results, "intake", way, "p99")
        judged = way == "/threads"
        table.add(f"plain receiver, {what}",
                  f"{middle(results, way):,.0f}/s, p99 {middle(results, way, 'p99'):.1f} ms")
        table.add("  durable intake beside it: rate", f"{faster:.1f} times", ">= 5 times" if judged else "", faster >= 5)
        table.add("  durable intake beside it: p99", f"{slower:.3f} of its", "<= 0.1" if judged else "", slower <= 0.1)
    results = claims(gateway, skip)
    if results:
        table.add(f"{results['versions']}: claims", f"{middle(results, 'claims'):,.0f}/s, "
                  f"p99 {middle(results, 'claims', 'p99'):.1f} ms")
        table.add("the same, whole jobs", f"{middle(results, 'jobs'):,.0f}/s")
        table.add("Balie's claims over HTTP", f"{middle(results, 'balie'):,.0f}/s, "
                  f"p99 {middle(results, 'balie', 'p99'):.1f} ms")
        faster = ratio(results, "balie", "claims")
        table.add("claims beside pgqueuer's", f"{faster:.2f} times", ">= 1.2 times", faster >= 1.2)
