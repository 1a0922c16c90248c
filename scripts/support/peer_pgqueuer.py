"""The peer of Balie's claims: 36 workers of PgQueuer, each with a connection of its own, and 10,000 jobs.

One job is one callback, and one person takes one at a time: every worker fetches with a batch size of one. Nothing else
is limited, and handling a job takes no time, so what is measured is handing out alone. Run by bench_peers.py in its
virtual environment; for each line on stdin, "jobs" or "claims", one round is run and a line of JSON is printed.
"""

import asyncio
import json
import sys
import time
import uuid
from datetime import timedelta

import asyncpg
import uvloop
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver
from pgqueuer.domain.types import QueueExecutionMode
from pgqueuer.ports.repository import EntrypointExecutionParameter
from pgqueuer.queries import Queries

WORKERS = 36
JOBS = 10_000
ENTRYPOINT = "callback"


class Round:
    """What was handed out, and when."""

    def __init__(self):
        self.began = None
        self.handed, self.moments, self.latencies = [], [], []

    def take(self, job):
        self.handed.append(int(job.payload))
        self.moments.append(time.perf_counter())

    def result(self):
        latencies = sorted(self.latencies)
        result = {"jobs": len(self.handed), "different": len(set(self.handed)),
                  "rate": len(self.handed) / (self.moments[-1] - self.began)}
        if latencies:
            result["p50"] = latencies[len(latencies) // 2]
            result["p99"] = latencies[len(latencies) * 99 // 100]
        return result


async def jobs(connections):
    """As the documentation has it: entrypoints on a PgQueuer each. Fetched, handled, and logged as successful."""
    round_ = Round()
    managers = []
    for connection in connections:
        manager = PgQueuer(AsyncpgDriver(connection))
        manager.entrypoint(ENTRYPOINT)(handler(round_))
        managers.append(manager.qm.run(batch_size=1, mode=QueueExecutionMode.drain))
    await asyncio.gather(*managers)
    # The workers check the schema and listen before they fetch; that isn't counted.
    round_.began = round_.moments[0]
    return round_


def handler(round_):
    async def handle(job):
        round_.take(job)
    return handle


async def claims(connections):
    """The claim alone, by the call with which PgQueuer's workers fetch; nobody finishes what they took."""
    round_ = Round()

    async def worker(connection):
        queries = Queries(AsyncpgDriver(connection))
        name = uuid.uuid4()
        while True:
            began = time.perf_counter()
            taken = await queries.dequeue(
                batch_size=1, entrypoints={ENTRYPOINT: EntrypointExecutionParameter(concurrency_limit=0)},
                queue_manager_id=name, global_concurrency_limit=None, heartbeat_timeout=timedelta(minutes=10))
            if not taken:
                return
            round_.latencies.append((time.perf_counter() - began) * 1000)
            round_.take(taken[0])

    round_.began = time.perf_counter()
    await asyncio.gather(*(worker(connection) for connection in connections))
    return round_


async def one(kind):
    keeper = await asyncpg.connect()
    queries = Queries(AsyncpgDriver(keeper))
    if not await queries.has_table(queries.qbe.settings.queue_table):
        await queries.install()
    await queries.clear_queue()
    await queries.enqueue([ENTRYPOINT] * JOBS, [str(n).encode() for n in range(JOBS)], [0] * JOBS)
    # What autovacuum would do within a minute.
    await keeper.execute(f"VACUUM ANALYZE {queries.qbe.settings.queue_table}")
    connections = [await asyncpg.connect() for _ in range(WORKERS)]
    round_ = await {"jobs": jobs, "claims": claims}[kind](connections)
    left = await keeper.fetch(f"SELECT status, count(*) FROM {queries.qbe.settings.queue_table} GROUP BY status")
    for connection in [*connections, keeper]:
        await connection.close()
    return {**round_.result(), "left": {row["status"]: row["count"] for row in left}}


def main():
    for line in sys.stdin:
        print(json.dumps(uvloop.run(one(line.strip()))), flush=True)


if __name__ == "__main__":
    main()
