"""WhatsApp deliveries as Meta sends them: one text message each, signed over the raw bytes."""

import hashlib
import hmac
import json
import time

# One moment for a whole run: the same message has the same bytes whenever it is posted.
NOW = int(time.time())

PHONE_NUMBER_ID = "106540352242922"
APP_SECRET = "soak-app-secret"
PATH = "/webhooks/whatsapp/main"

# How people name each language in one word; the desk knows the language at once.
LANGUAGES = {
    "pl": "polski", "ro": "română", "bg": "български", "tr": "türkçe", "uk": "українська",
    "ru": "русский", "de": "deutsch", "el": "ελληνικά", "en": "english", "hu": "magyar",
    "es": "español", "nl": "nederlands",
}


def sender(number):
    """A Dutch mobile number that is possible, as Meta writes it; `number` below ten million."""
    return f"3161{number:07d}"


def body(message, number, text="polski", size=898):
    """The bytes of one delivery, padded in the wamid to `size` as real ones are."""
    digits = sender(number)
    wamid = f"wamid.HBgL{digits}FQIAEhg{message:012d}"
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "31201234567", "phone_number_id": PHONE_NUMBER_ID},
        "contacts": [{"profile": {"name": f"Soak {number}"}, "wa_id": digits,
                      "user_id": f"NL.{10 ** 15 + number}",
                      "identity_key_hash": f"{number:08d}/Kq3b9T1xV0s="}],
        "messages": [{
            "from": digits, "from_user_id": f"NL.{10 ** 15 + number}", "id": wamid, "timestamp": str(NOW),
            "text": {"body": text}, "type": "text",
        }],
    }
    envelope = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398",
                   "changes": [{"value": value, "field": "messages"}]}],
    }
    short = size - len(json.dumps(envelope, separators=(",", ":")))
    # Ids are opaque and up to some 150 characters; the rest goes where unknown keys must be ignored.
    if short > 0:
        value["messages"][0]["id"] = wamid + "A" * min(short, 80)
    if short > 80 + len(',"x":""'):
        envelope["x"] = "x" * (short - 80 - len(',"x":""'))
    return json.dumps(envelope, separators=(",", ":")).encode()


def signature(raw):
    return hmac.new(APP_SECRET.encode(), raw, hashlib.sha256).hexdigest()


def headers(raw):
    return {"Content-Type": "application/json",
            "X-Hub-Signature-256": "sha256=" + signature(raw)}
