"""A desk in a folder of its own: configuration, process, tokens, and what can be asked of it."""

import base64
import json
import os
import re
import select
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import webhook
from wire import Closed, Connection

ROOT = Path(__file__).resolve().parents[2]
BINARY = (ROOT / os.environ.get("BALIE_BINARY", ".build/debug/balie")).resolve()


class Failed(Exception):
    """What was to be shown, wasn't. The text says what happened."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Desk:
    def __init__(self, gateway, environment=None):
        if not os.access(BINARY, os.X_OK):
            raise Failed(f"there is no program at {BINARY}; build it, or set BALIE_BINARY")
        # Short, for the admin socket's path may have 107 bytes.
        self.kept = tempfile.TemporaryDirectory(prefix="balie-", dir="/tmp")
        self.folder = Path(self.kept.name)
        self.operator = ("127.0.0.1", free_port())
        self.address = None
        self.process = None
        self.environment = {
            **os.environ, "SOAK_TOKEN": "soak-token", "SOAK_SECRET": webhook.APP_SECRET,
            "SOAK_VERIFY": "soak-verify", "SWIFT_BACKTRACE": "enable=no", **(environment or {}),
        }
        self.config = self.folder / "balie.yaml"
        self.config.write_text(self.settings(gateway))
        key = self.folder / "master.key"
        key.touch(mode=0o600)
        key.write_text(base64.b64encode(os.urandom(32)).decode() + "\n")

    def settings(self, gateway):
        example = (ROOT / "config/balie.example.yaml").read_text()
        always = "\n".join(f'    {day}: ["00:00-23:59"]' for day in DAYS)
        changed = {
            "data": self.folder / "data", "listen": "127.0.0.1:0",
            "  listen": f"{self.operator[0]}:{self.operator[1]}",
            "publicURL": "http://127.0.0.1:1", "  masterKey": f"file:{self.folder}/master.key",
            "phrases": ROOT / value_of("phrases", example),
            "languageNames": ROOT / value_of("languageNames", example),
            "language": ROOT / value_of("language", example),
            "issues": ROOT / value_of("issues", example),
            "help": ROOT / value_of("help", example),
            "    phoneNumberID": f'"{webhook.PHONE_NUMBER_ID}"',
            "    apiBase": f"http://{gateway}/v26.0", "    accessToken": "env:SOAK_TOKEN",
            "    appSecrets": "[env:SOAK_SECRET]", "    verifyToken": "env:SOAK_VERIFY",
            "  allowPrivate": '["127.0.0.1"]',
        }
        text = re.sub(r"(  openingHours:).*\n(?:    \w+: \[.*\n)+", rf"\1\n{always}\n", example)
        for key, value in changed.items():
            text, count = re.subn(rf"(?m)^{key}:.*$", f"{key}: {value}", text)
            if count != 1:
                raise Failed(f"config/balie.example.yaml has {count} lines '{key.strip()}:', not one")
        return text

    def start(self, within=60.0):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--config", self.config], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log)
        self.address = self.heard(time.monotonic() + within)
        return self

    def heard(self, deadline):
        """Reads stdout up to "listening on http://HOST:PORT"; the rest goes unread, it is short."""
        said = b""
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.process.stdout], [], [], 0.2)
            if ready:
                part = os.read(self.process.stdout.fileno(), 4096)
                said += part
                found = re.search(rb"listening on http://([^\s:]+):(\d+)\s", said)
                if found:
                    return (found[1].decode(), int(found[2]))
                if not part:
                    break
        raise Failed(f"the desk did not start (exit {self.process.poll()}); its log ends:\n"
                     + self.log_end())

    def log_end(self):
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.gone()

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.gone()

    def gone(self):
        if self.process is not None:
            self.process.stdout.close()
            self.log.close()
        self.process = None

    def command(self, *arguments, environment=None, timeout=120):
        done = subprocess.run(
            [BINARY, *arguments], cwd=self.folder, env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout)
        if done.returncode != 0:
            raise Failed(f"balie {' '.join(map(str, arguments))} ended with {done.returncode}: "
                         f"{done.stderr[-500:]}")
        return done.stdout

    def token(self, *whose):
        return self.command("token", "create", *whose, "--config", self.config).split("\n")[-2].strip()

    def get(self, path, token, connection):
        status, body = connection.request("GET", path, {"Authorization": f"Bearer {token}"})
        if status != 200:
            raise Failed(f"GET {path} answered {status}: {body[:300]!r}")
        return json.loads(body)

    def callbacks(self, token, page=200):
        """The ids of all open callbacks, page by page."""
        ids, cursor = [], None
        connection = Connection(self.address, timeout=60)
        while True:
            path = f"/api/v1/queue?all=true&limit={page}" + (f"&cursor={cursor}" if cursor else "")
            answer = self.get(path, token, connection)
            ids += [item["id"] for item in answer["items"]]
            cursor = answer.get("next")
            if not cursor:
                connection.close()
                return ids

    def metric(self, name):
        """A figure of /metrics, its series added up; None when there is no such name."""
        connection = Connection(self.operator, timeout=30)
        status, body = connection.request("GET", "/metrics")
        connection.close()
        if status != 200:
            raise Failed(f"/metrics answered {status}")
        found = re.findall(rf"(?m)^{name}(?:\{{[^}}]*\}})? (\S+)", body.decode())
        return sum(map(float, found)) if found else None

    def read_all(self, most=600.0, pause=0.05):
        """Waits until every receipt has been read."""
        deadline = time.monotonic() + most
        while time.monotonic() < deadline:
            unread = self.metric("balie_receipts_unread")
            if unread is None:
                raise Failed("/metrics has no balie_receipts_unread")
            if unread == 0:
                return
            time.sleep(pause)
        raise Failed(f"{unread:.0f} receipts are still unread after {most:.0f} s")

    def resident(self):
        """MiB of memory held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def value_of(key, text):
    found = re.search(rf"(?m)^{key}:\s*(\S+)", text)
    if not found:
        raise Failed(f"config/balie.example.yaml has no line '{key}:'")
    return found[1]


def unanswered():
    """What a request may raise when the other side died: the message counts as not acknowledged."""
    return (OSError, Closed)
