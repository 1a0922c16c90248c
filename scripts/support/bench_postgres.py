"""A PostgreSQL of our own: a temporary folder, a port on loopback, an unprivileged user, durable as it comes."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from bench_python import Missing
from desk import Failed, free_port


class Postgres:
    """Settings are PostgreSQL's own (fsync and synchronous_commit are on), but for where it listens."""

    def __enter__(self):
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
        if not programs:
            raise Missing("there is no PostgreSQL (Debian's package postgresql)")
        self.programs = programs[-1].parent
        # It refuses to run as root.
        self.user = ("postgres" if has_user("postgres") else "nobody") if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="balie-postgres-", dir="/tmp"))
        self.process = None
        try:
            self.make()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def make(self):
        word = self.folder / "password"
        self.password = secrets.token_hex(16)
        word.write_text(self.password)
        if self.user:
            for path in [self.folder, word]:
                shutil.chown(path, self.user)
        done = self.run("initdb", "-D", self.folder / "data", "-U", "bench", "-A", "scram-sha-256", "--pwfile", word,
                        "-E", "UTF8", "--locale", "C.UTF-8")
        if done.returncode != 0:
            raise Missing(f"initdb failed: {done.stderr.strip()[-200:]}")

    def start(self):
        self.port = free_port()
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port),
                 "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self.who())
        self.environment = {
            "PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGUSER": "bench", "PGPASSWORD": self.password,
            "PGDATABASE": "postgres",
        }
        deadline = time.monotonic() + 30
        while self.run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port)).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failed("PostgreSQL did not start: " + (self.folder / "log").read_text()[-300:])
            time.sleep(0.1)

    def version(self):
        return self.run("postgres", "--version").stdout.split(" ")[2].strip()

    def run(self, program, *arguments):
        return subprocess.run([self.programs / program, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, **self.who())

    def who(self):
        if not self.user:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}

    def __exit__(self, *error):
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def has_user(name):
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
