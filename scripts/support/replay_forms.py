"""Posts recorded deliveries of form providers, signed, to a running desk, twice each, and compares what the desk has then,
through its own API, with what the recording's index expects."""

import base64
import hashlib
import hmac
import json
import re
import time
from datetime import datetime, timezone

from desk import ROOT, Desk, Failed
from wire import Connection

SECRET = "replay-secret"
STANDARD = "whsec_" + base64.b64encode(b"a replay secret of 32 bytes, yes").decode()
TOKEN = {"signature": "token"}

# How each provider signs; the mapping is the one that ships.
PROVIDERS = {
    "typeform": ("typeform", {"signature": "typeform"}),
    "tally": ("tally", {"signature": "hmac-sha256", "header": "Tally-Signature", "encoding": "base64"}),
    "jotform": ("jotform", TOKEN),
    "gravityforms": ("gravityforms", {"signature": "token", "header": "X-Desk-Token"}),
    "cf7": ("contactform7", TOKEN),
    "drupal_webform": ("drupal", {"signature": "token", "header": "X-Desk-Token"}),
    "openforms": ("openforms", TOKEN),
    "formstack": ("formstack", {"signature": "hmac-sha256", "header": "X-FS-Signature", "prefix": "sha256="}),
    "cognito": ("cognito", TOKEN),
    "cloudevents": ("cloudevents", TOKEN),
    "standardwebhooks": ("standardwebhooks", {"signature": "standard-webhooks"}),
}

# What providers send for their own machinery; an adviser doesn't see it (Jotform's names).
TECHNICAL = {
    "slug", "jsExecutionTracker", "submitSource", "submitDate", "buildDate", "uploadServerUrl", "eventObserver",
    "timeToSubmit", "preview", "validatedNewRequiredFieldIDs", "visitedPages", "path", "formOpenId_V5", "event_id",
}


class FormDesk(Desk):
    def __init__(self, gateway="127.0.0.1:9"):
        super().__init__(gateway, {"REPLAY_SECRET": SECRET, "REPLAY_STANDARD": STANDARD})

    def settings(self, gateway):
        lines = ["", "forms:"]
        for name, (file, how) in PROVIDERS.items():
            secret = "REPLAY_STANDARD" if how["signature"] == "standard-webhooks" else "REPLAY_SECRET"
            lines += [f"  {name}:", f"    mapping: {ROOT}/config/forms/{file}.yaml", f"    secrets: [env:{secret}]"]
            lines += [f'    {key}: "{value}"' for key, value in how.items()]
        return super().settings(gateway) + "\n".join(lines) + "\n"


def signed(name, body):
    """The headers and the query that show whose delivery it is."""
    how = PROVIDERS[name][1]
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256)
    if how["signature"] == "typeform":
        return {"Typeform-Signature": "sha256=" + base64.b64encode(digest.digest()).decode()}, ""
    if how["signature"] == "hmac-sha256":
        code = base64.b64encode(digest.digest()).decode() if how.get("encoding") == "base64" else digest.hexdigest()
        return {how["header"]: how.get("prefix", "") + code}, ""
    if how["signature"] == "token":
        return ({how["header"]: SECRET}, "") if "header" in how else ({}, "?token=" + SECRET)
    return standard("msg_" + hashlib.sha256(body).hexdigest()[:16], body), ""


def standard(name, body):
    now = datetime.now(timezone.utc)
    try:
        from standardwebhooks.webhooks import Webhook
        signature = Webhook(STANDARD).sign(name, now, body.decode())
    except ImportError:
        key = base64.b64decode(STANDARD[6:])
        content = f"{name}.{int(now.timestamp())}.".encode() + body
        signature = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {"webhook-id": name, "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}


class Replay:
    def __init__(self, desk):
        self.desk = desk
        self.connection = Connection(desk.address, timeout=30)
        self.coordinator = desk.token("--role", "coordinator")
        always = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
        self.call("POST", "advisers", {"advisers": [
            {"id": "ola", "name": "Ola", "role": "adviser", "languages": {"pl": "native"}, "roster": always}]})
        self.ola = desk.token("--adviser", "ola")

    def call(self, method, path, body=None, token=None):
        headers = {"Authorization": f"Bearer {token or self.coordinator}", "Content-Type": "application/json"}
        status, answer = self.connection.request(
            method, "/api/v1/" + path, headers, json.dumps(body).encode() if body is not None else b"")
        if status >= 300:
            raise Failed(f"{method} {path} answered {status}: {answer[:300]!r}")
        return json.loads(answer) if answer else None

    def post(self, name, kind, body):
        headers, query = signed(name, body)
        status, _ = self.connection.request(
            "POST", f"/webhooks/forms/{name}{query}", {"Content-Type": kind, **headers}, body)
        return status

    def inbox(self):
        return {item["id"]: item for item in self.call("GET", "inbox?limit=500")["items"]}

    def take(self, name, kind, body):
        """Everything that an adviser and a coordinator can read of one delivery."""
        before, lying = set(self.desk.callbacks(self.coordinator)), set(self.inbox())
        bad, _ = self.connection.request("POST", f"/webhooks/forms/{name}", {"Content-Type": kind}, body)
        statuses = [self.post(name, kind, body), self.post(name, kind, body)]
        if bad != 401 or statuses != [200, 200]:
            raise Failed(f"answered {bad} unsigned and {statuses} signed, not 401 and 200 twice")
        self.desk.read_all()
        new = set(self.desk.callbacks(self.coordinator)) - before
        if len(new) > 1:
            raise Failed(f"made {len(new)} callbacks of two equal deliveries")
        texts = [self.content(item) for item in set(self.inbox()) - lying]
        phone = None
        for callback in new:
            sheet, phone = self.reveal(callback)
            texts.append(sheet)
        return "\n".join(texts), phone

    def content(self, item):
        return "\n".join(self.call("POST", f"inbox/{item}/reveal").get("content", []))

    def reveal(self, callback):
        """As an adviser reads it, once a coordinator has found out what it lacks."""
        shown = self.call("GET", f"callbacks/{callback}")
        lacks = shown["state"]
        if shown["language"] != "pl":
            self.call("POST", f"callbacks/{callback}/edit", {"language": "pl"})
            lacks = self.call("GET", f"callbacks/{callback}")["state"]
        if lacks == "needs_number":
            self.call("POST", f"callbacks/{callback}/edit", {"number": "+48600100200"})
        self.call("POST", f"callbacks/{callback}/claim", {}, self.ola)
        client = self.call("POST", f"callbacks/{callback}/reveal", {}, self.ola)
        self.call("POST", f"callbacks/{callback}/close", {"outcome": "withdrawn"}, self.ola)
        lines = [client.get(key) or "" for key in ("name", "phone", "region", "employer")]
        return "\n".join(lines + [message.get("text") or "" for message in client["messages"]]), client.get("phone")


def leaves(value, key=""):
    """The texts that an adviser should read somewhere, with the name of the field each stands in."""
    if isinstance(value, dict) and "content" in value and "file_name" in value:
        return [(key, value["file_name"]), (key, value["content"])]
    if isinstance(value, dict):
        return [leaf for name, inner in value.items()
                for leaf in ([(key, name)] if inner is True else leaves(inner, name))]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner, key)]
    return [] if value in (None, "", False) else [(key, str(value))]


BSN = re.compile(r"(?i)(^|_)bsn$")


def letters(text):
    return "".join(sign for sign in text.lower() if sign.isalnum())


def missing(expected, text, phone):
    """What the desk should have and hasn't, and what it shouldn't have and has. And how many things were looked for."""
    faults, count = [], 0
    flat = " ".join(text.split())

    def look(what, value):
        nonlocal count
        count += 1
        if " ".join(str(value).replace("\\n", " ").split()) not in flat:
            faults.append(f"{what}: {value}")

    for name, value in (expected.get("fields") or {}).items():
        if name in TECHNICAL:
            continue
        found = leaves(value, name)
        # By its key, or by its label, which is the key written for people.
        if found and not BSN.search(name):
            count += 1
            if letters(re.sub(r"^q\d+_", "", name).replace("\\n", " ")) not in letters(text):
                faults.append(f"question: {name}")
        for inner, leaf in found:
            if BSN.search(inner):
                count += 1
                if leaf in text:
                    faults.append(f"kept the citizen service number in {inner}")
            elif not (isinstance(value, str) and "," in value):
                look(name, leaf)
            else:
                # An address in parts, which the index writes in its own order.
                for part in re.split(r",\s*", value):
                    look(name, part)
    for name in ("form_id", "message_id", "email", "type", "source", "object_type", "startAt"):
        value = expected.get(name)
        if value and "header" not in str(value):
            look(name, value)
    if expected.get("timestamp"):
        look("timestamp", str(expected["timestamp"]).removesuffix(" UTC"))
    if expected.get("phone"):
        count += 1
        digits = re.sub(r"\D", "", expected["phone"])
        if not (phone or "").endswith(digits.lstrip("0")) and expected["phone"] not in text:
            faults.append(f"phone: {expected['phone']}")
    return faults, count


def replay(folder):
    """Prints a line for each file. Returns how many files lack something, and how many were looked at."""
    lines = [json.loads(line) for line in (folder / "index.jsonl").read_text().splitlines()]
    files = [line for line in lines if line["gateway"] in PROVIDERS]
    if not files:
        return 0, 0
    desk, wrong, looked = FormDesk(), 0, 0
    try:
        began = time.monotonic()
        run = Replay(desk.start())
        for line in files:
            body = (folder / line["file"]).read_bytes()
            try:
                text, phone = run.take(line["gateway"], line["content_type"], body)
                faults, count = [], 0
                for expected in line["expect"]["items"]:
                    more, looked_for = missing(expected, text, phone)
                    faults, count = faults + more, count + looked_for
            except Failed as failed:
                faults, count = [str(failed)], 0
            looked += count
            wrong += bool(faults)
            print(f"{'ok   ' if not faults else 'WRONG'} {line['file']}  {count} looked for", flush=True)
            for fault in faults:
                print("      lacks " + fault)
        print(f"forms: {len(files) - wrong} of {len(files)} files whole, {looked} things looked for, each delivery "
              f"posted twice and once unsigned, in {time.monotonic() - began:.0f} s")
        desk.stop()
        desk.command("check", "--config", desk.config)
    finally:
        desk.stop()
    return wrong, len(files)
