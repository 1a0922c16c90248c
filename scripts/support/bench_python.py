"""What the benches need from PyPI, in a virtual environment under .build: the system stays as it is."""

import subprocess
import sys

from desk import ROOT

FOLDER = ROOT / ".build/bench-python"


class Missing(Exception):
    """A peer that can't be had on this machine. The text is the word with which it is skipped."""


def python(*packages):
    """The interpreter of the environment, with these packages in it."""
    program = FOLDER / "bin/python"
    if not program.exists():
        run("making a virtual environment", sys.executable, "-m", "venv", FOLDER)
    if not versions(*packages):
        print(f"bench: installing {', '.join(packages)} into {FOLDER}", flush=True)
        run("pip", program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    return program


def versions(*packages):
    """Such as "fastapi 0.115.0, uvicorn 0.32.0"; None when one is missing."""
    names = [package.partition("[")[0] for package in packages]
    text = ("import sys; from importlib.metadata import version; "
            "print(', '.join(name + ' ' + version(name) for name in sys.argv[1:]))")
    done = subprocess.run([FOLDER / "bin/python", "-c", text, *names], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def run(what, *command):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"{what}: {error}") from error
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").split("\n")[-1]
        raise Missing(f"{what} failed: {last[:200]}")
