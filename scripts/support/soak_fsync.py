"""Every sync to the disk fails: nothing may be acknowledged. See scripts/soak."""

import os
import shutil
import subprocess
import sys
import time

import webhook
from desk import Desk, Failed, unanswered
from gateway import Gateway
from wire import Connection

BEFORE = 5
DURING = 50


def post(desk, message):
    """The status, or None when the connection broke."""
    raw = webhook.body(message, message)
    connection = Connection(desk.address, timeout=10)
    try:
        return connection.request("POST", webhook.PATH, webhook.headers(raw), raw)[0]
    except unanswered():
        return None
    finally:
        connection.close()


def attach(desk):
    """strace on the running desk, every fsync and fdatasync from now on failing with EIO."""
    trace = desk.folder / "trace"
    tracer = subprocess.Popen(
        ["strace", "-f", "-o", trace, "-e", "trace=fsync,fdatasync",
         "-e", "inject=fsync,fdatasync:error=EIO", "-p", str(desk.process.pid)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    line = tracer.stderr.readline()
    if "attached" not in line:
        tracer.terminate()
        tracer.wait()
        print(f"soak fsync: strace can't attach here: {line.strip()}")
        return None, trace
    time.sleep(0.5)
    return tracer, trace


def verdict(desk, answers, trace):
    failed = trace.read_text(errors="replace").count("(INJECTED)")
    acknowledged = sum(1 for status in answers if status is not None and 200 <= status < 300)
    others = sorted({status for status in answers if status not in (None, 503)
                     and not 200 <= status < 300})
    code = desk.process.poll()
    print(f"failed-syncs={failed} posted={len(answers)} acknowledged={acknowledged} "
          f"503={answers.count(503)} unanswered={answers.count(None)} exit={code}")
    if failed == 0:
        raise Failed("no sync failed, so nothing was shown: the desk wrote without a sync")
    if acknowledged:
        raise Failed(f"{acknowledged} webhooks were acknowledged although no sync succeeded")
    if code == 0:
        raise Failed("the desk ended with 0 as if nothing had happened")
    if others:
        raise Failed(f"answers other than 503: {others}")


def unshown():
    """What can't be shown hasn't been shown, unless whoever runs it says that is all right."""
    if os.environ.get("BALIE_MAY_SKIP") == "1":
        print("soak fsync: SKIPPED, as BALIE_MAY_SKIP=1 allows")
        return 0
    print("soak fsync: nothing was shown; BALIE_MAY_SKIP=1 lets it pass")
    return 1


def main():
    if shutil.which("strace") is None:
        print("soak fsync: there is no strace; scripts/setup --test installs it")
        return unshown()
    desk = Desk(Gateway().address)
    tracer = None
    try:
        desk.start()
        # Without this, a desk that refuses everything would pass.
        control = [post(desk, message) for message in range(BEFORE)]
        if control != [200] * BEFORE:
            raise Failed(f"with a working disk the answers were {control}, not 200")
        tracer, trace = attach(desk)
        if tracer is None:
            return unshown()
        answers = [post(desk, BEFORE + message) for message in range(DURING)]
        time.sleep(1)
        verdict(desk, answers, trace)
        tracer.terminate()
        tracer.wait()
        desk.stop()
        desk.start()
        desk.read_all()
        there = len(desk.callbacks(desk.token("--role", "coordinator")))
        print(f"after a start on the working disk: callbacks={there}, acknowledged before={BEFORE}")
        if not BEFORE <= there <= BEFORE + DURING:
            raise Failed("what was acknowledged before the disk failed isn't all there")
    finally:
        if tracer is not None and tracer.poll() is None:
            tracer.terminate()
            tracer.wait()
        desk.stop()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(f"soak fsync: {failure}", file=sys.stderr)
        sys.exit(1)
