"""The peer of Balie's durable intake: what a careful developer writes with FastAPI and sqlite3 in an afternoon.

The signature is checked over the raw bytes, in constant time; a delivery is answered 200 once it lies in a database
that syncs at every commit. Unlike Balie it seals nothing. Arguments: PORT DATABASE. Run by bench_peers.py.

Two ways to hold the database, both usual: /threads has a connection for each of FastAPI's threads, and SQLite's own
busy timeout lets one write after the other; /lock has one connection and a lock around it.
"""

import hashlib
import hmac
import os
import sqlite3
import sys
import threading
import time

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request, Response

SECRET = os.environ["PEER_SECRET"].encode()

app = FastAPI()
own = threading.local()
turn = threading.Lock()


def connection():
    database = sqlite3.connect(sys.argv[2], isolation_level=None, check_same_thread=False, timeout=30)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


shared = connection()
shared.execute("CREATE TABLE receipt (id INTEGER PRIMARY KEY, receivedAt INTEGER NOT NULL, body BLOB NOT NULL)")


def keep(database, raw):
    database.execute("INSERT INTO receipt (receivedAt, body) VALUES (?, ?)", (time.time_ns() // 1_000_000, raw))


async def signed(request: Request) -> bytes:
    raw = await request.body()
    expected = "sha256=" + hmac.new(SECRET, raw, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("x-hub-signature-256", "")):
        raise HTTPException(401)
    return raw


# Not async, so that FastAPI runs them on threads and a sync doesn't stop the others.
@app.post("/threads")
def with_threads(raw: bytes = Depends(signed)):
    if not hasattr(own, "database"):
        own.database = connection()
    keep(own.database, raw)
    return Response()


@app.post("/lock")
def with_lock(raw: bytes = Depends(signed)):
    with turn:
        keep(shared, raw)
    return Response()


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)
