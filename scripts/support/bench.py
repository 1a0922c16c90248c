"""The speed table. See scripts/bench."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench_claims
import bench_intake
import bench_million
import bench_peers
import bench_routing
from desk import BINARY, Failed, free_port

PARTS = ["memory", "queue", "claims", "intake", "routing", "peers", "million"]
# Milliseconds of this machine count only when its disk syncs quicker than this.
QUICK_SYNC = 0.3


def sync_probe():
    """Median milliseconds of writing 4 KiB and fdatasync, where the desks' data lies."""
    times = []
    with tempfile.TemporaryFile(dir="/tmp") as file:
        for _ in range(200):
            began = time.perf_counter()
            os.pwrite(file.fileno(), os.urandom(4096), 0)
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


class Gateway:
    """nginx answering every send, so that the courier has work and costs us no Python."""

    def __enter__(self):
        self.kept = tempfile.TemporaryDirectory(prefix="balie-gateway-", dir="/tmp")
        folder, port = Path(self.kept.name), free_port()
        self.address = f"127.0.0.1:{port}"
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        if program is None:
            raise Failed("there is no nginx to stand for the gateway; run scripts/setup --bench")
        paths = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in
                          ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(f"""
{user} daemon off; worker_processes auto; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; {paths}
  server {{ listen {self.address};
    location = /blank {{ return 200; }}
    location / {{ default_type application/json;
      return 200 '{{"messaging_product":"whatsapp","messages":[{{"id":"wamid.$request_id"}}]}}'; }} }} }}
""")
        self.process = subprocess.Popen(
            [program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
            stdin=subprocess.DEVNULL)
        time.sleep(0.5)
        if self.process.poll() is not None:
            raise Failed("nginx did not start: " + (folder / "error.log").read_text()[-300:])
        return self.address

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()
        self.kept.cleanup()


class Table:
    """Figures with their targets. A target in milliseconds is judged on a quick disk only."""

    def __init__(self, quick):
        self.quick = quick
        self.rows = []
        self.missed = False

    def add(self, what, figure, target="", met=True, milliseconds=False):
        judged = target and (self.quick or not milliseconds)
        verdict = "" if not target else "not judged" if not judged else "met" if met else "MISSED"
        self.missed = self.missed or verdict == "MISSED"
        self.rows.append((what, figure, target, verdict))

    def show(self):
        rows = [("what", "figure", "target", "")] + self.rows
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def add_intake(table, title, figures, ratio, latency):
    table.add(f"{title}: rate", f"{figures['rate']:,.0f}/s (empty 200: {figures['blank']:,.0f}/s)")
    table.add(f"{title}: of the empty 200", f"{figures['ratio']:.2f}", f">= {ratio:.2f}",
              figures["ratio"] >= ratio)
    table.add(f"{title}: p50, p99", f"{figures['p50']:.1f}, {figures['p99']:.1f} ms",
              f"p99 <= {latency} ms" if latency else "", figures["p99"] <= (latency or 0), True)


def main():
    parts = sys.argv[1:] or PARTS
    unknown = set(parts) - set(PARTS)
    if unknown:
        print(f"scripts/bench knows {', '.join(PARTS)}, not {', '.join(unknown)}", file=sys.stderr)
        return 64
    sync = sync_probe()
    table = Table(sync < QUICK_SYNC)
    print(f"bench: {BINARY}, fdatasync of 4 KiB takes {sync:.2f} ms (median of 200)", flush=True)
    with Gateway() as gateway:
        if set(parts) & {"memory", "queue", "claims"}:
            figures = bench_claims.measured(gateway, *(p in parts for p in ["claims", "queue", "memory"]))
            if "resident" in figures:
                table.add("memory at rest", f"{figures['resident']:.0f} MiB", "<= 64 MiB",
                          figures["resident"] <= 64)
            if "queue" in figures:
                table.add("balie queue, whole process", f"{figures['queue']:.0f} ms", "<= 50 ms",
                          figures["queue"] <= 50, True)
            if "claims" in figures:
                table.add("36 advisers, 10,000 waiting", "each claimed exactly once", "exactly once")
                table.add("claims: rate", f"{figures['claims']:,.0f}/s")
                table.add("claims: p50, p99", f"{figures['claims p50']:.1f}, "
                          f"{figures['claims p99']:.1f} ms", "p99 <= 25 ms",
                          figures["claims p99"] <= 25, True)
        if "intake" in parts:
            add_intake(table, "intake", bench_intake.measured(gateway, False), 0.33, 25)
            add_intake(table, "intake with reading", bench_intake.measured(gateway, True), 0.10, None)
        if "routing" in parts:
            bench_routing.measured(gateway, table)
        if "peers" in parts:
            bench_peers.measured(gateway, table)
        if "million" in parts:
            bench_million.measured(gateway, table)
    table.add("fdatasync of 4 KiB, after", f"{sync_probe():.2f} ms")
    print()
    table.show()
    return 1 if table.missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(f"bench: {failure}", file=sys.stderr)
        sys.exit(1)
