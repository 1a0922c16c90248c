"""Replays a folder of recorded deliveries, part by part. Fails when a file lacks something, or when none was there."""

import importlib
import sys
from pathlib import Path

PARTS = ["replay_gateways", "replay_forms"]

folder = Path(sys.argv[1])
if not (folder / "index.jsonl").exists():
    sys.exit(f"replay-samples: {folder} has no index.jsonl")
wrong = looked = 0
for part in PARTS:
    if (Path(__file__).parent / f"{part}.py").exists():
        faults, files = importlib.import_module(part).replay(folder)
        wrong, looked = wrong + faults, looked + files
print(f"replay-samples: {looked - wrong} of {looked} files whole")
sys.exit(1 if wrong or not looked else 0)
