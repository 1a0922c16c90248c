"""Makes a scenario for `balie simulate`: a desk, its advisers and their requests, all by chance from one seed.

  python3 scripts/support/scenario.py FOLDER [--advisers 108] [--days 28] [--per-week 3100] [--seeds 1] [--seed 5]

Requests come by day and night, most at eleven and at eight in the evening, few on weekends. Calls take 10 to 45 minutes, as
lognormal as that allows. The shares are the project's own guesses about such a desk."""

import argparse
import csv
import datetime
import json
import math
import random
from pathlib import Path

MIX = {"pl": 35, "ro": 20, "bg": 12, "uk": 8, "tr": 6, "es": 6, "en": 4, "hu": 4, "ru": 2, "el": 2, "de": 1}
ISSUES = {"employment": 48, "housing": 27, "social_security": 15, "other": 10}
WINDOWS = {"any": 62, "09:00-12:00": 10, "12:00-17:00": 12, "17:00-20:00": 16}
WEEK = ["mon", "tue", "wed", "thu", "fri"]
SHIFTS = [[["09:00", "12:30"], ["13:00", "17:30"]], [["09:00", "12:30"], ["13:00", "17:30"]], [["13:00", "17:30"]]]
EVENING = [["13:00", "17:00"], ["17:00", "20:00"]]
START = datetime.date(2027, 4, 5)
COLUMNS = ["id", "created", "language", "also_ok", "issue", "urgency", "window", "previous_adviser"]


def pick(dice, shares):
    return dice.choices(list(shares), weights=shares.values())[0]


def adviser(dice, number):
    own = {pick(dice, MIX) for _ in range(dice.choice([1, 1, 2, 3]))}
    days = sorted(dice.sample(WEEK, dice.choice([2, 3, 3, 4])), key=WEEK.index)
    weekly = {day: EVENING if day in ("tue", "thu") and dice.random() < 0.35 else dice.choice(SHIFTS) for day in days}
    absences = [{"from": str(day), "to": str(day)} for day in
                (START + datetime.timedelta(n) for n in range(400)) if dice.random() < 0.03]
    return {"id": f"A{number:03}", "languages": sorted(own | {"en", "nl"}), "weekly": weekly,
            "specialisms": [issue for issue in ISSUES if issue != "other" and dice.random() < 0.3],
            "absences": absences}


def moment(dice, days):
    day = dice.choices(range(days), [[1.25, 1, 1, 1, 1, 0.4, 0.4][n % 7] for n in range(days)])[0]
    hour = dice.choices([dice.gauss(11, 2), dice.gauss(20, 1.5), dice.uniform(0, 24)], [5, 3, 2])[0]
    begin = datetime.datetime.combine(START + datetime.timedelta(day), datetime.time())
    return begin + datetime.timedelta(seconds=int(min(max(hour, 0), 23.99) * 3600))


def request(dice, created, number, advisers):
    language = pick(dice, MIX)
    urgency = pick(dice, {"emergency": 4, "deadline": 16, "normal": 80})
    speakers = [one["id"] for one in advisers if language in one["languages"]]
    return [f"R{number:06}", created.isoformat(), language,
            "en" if language != "en" and dice.random() < 0.4 else "", pick(dice, ISSUES), urgency,
            "any" if urgency == "emergency" else pick(dice, WINDOWS),
            dice.choice(speakers) if speakers and dice.random() < 0.25 else ""]


def truth(dice, id):
    talk = 0.0
    while not 10 <= talk <= 45:
        talk = math.exp(dice.gauss(3.15, 0.4))
    chances = [round(dice.uniform(0.28, 0.84), 3) for _ in range(3)]
    return [id, round(talk, 2), *chances, *(round(dice.random(), 4) for _ in range(6))]


def write(file, columns, rows):
    with open(file, "w", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows(rows)


def make(folder, advisers=108, days=28, per_week=3100, seeds=1, seed=5):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    dice = random.Random(seed)
    staff = [adviser(dice, number) for number in range(advisers)]
    missing = [code for code in MIX if not any(code in one["languages"] for one in staff)]
    for code, one in zip(missing, staff):
        one["languages"].append(code)
    day, evening = [["09:00", "17:30"]], [["09:00", "20:00"]]
    (folder / "roster.json").write_text(json.dumps({
        "timezone": "Europe/Amsterdam", "closed_days": ["2027-04-27", "2027-05-06", "2027-05-17"], "advisers": staff,
        "desk_hours": {"mon": day, "tue": evening, "wed": day, "thu": evening, "fri": day}}))
    (folder / "scenario.json").write_text(json.dumps({
        "name": folder.name, "start": str(START), "days": days, "warmup_days": 7, "requests_per_week": per_week,
        "promise_desk_minutes": {"emergency": 60, "deadline": 240, "normal": 480},
        "expected_mix": {code: share / 100 for code, share in MIX.items()},
        "constants": {"wrap_minutes": 5, "unanswered_minutes": 3, "max_attempts": 5, "min_shift_left": 10,
                      "second_language_after": 0.5, "retry_after_desk_minutes": 120}}))
    for number in range(1, seeds + 1):
        moments = sorted(moment(dice, days) for _ in range(per_week * days // 7))
        rows = [request(dice, created, n + 1, staff) for n, created in enumerate(moments)]
        write(folder / f"arrivals.s{number:02}.csv", COLUMNS, rows)
        write(folder / f"truth.s{number:02}.csv",
              ["id", "talk_minutes", "p_morning", "p_afternoon", "p_evening", "u1", "u2", "u3", "u4", "u5", "u6"],
              [truth(dice, row[0]) for row in rows])


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("folder")
    for name, usual in [("advisers", 108), ("days", 28), ("per-week", 3100), ("seeds", 1), ("seed", 5)]:
        options.add_argument(f"--{name}", type=int, default=usual)
    make(**vars(options.parse_args()))
