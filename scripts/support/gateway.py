"""A gateway that answers every send with 200 and a fresh wamid, and remembers what came when."""

import itertools
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway:
    def __init__(self):
        self.sends = []  # (monotonic seconds, recipient, what was said)
        self.lock = threading.Lock()
        numbers = itertools.count(1)
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                gateway.remember(raw)
                answer = json.dumps({
                    "messaging_product": "whatsapp",
                    "messages": [{"id": f"wamid.STUB{next(numbers)}"}],
                }).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments):
                pass  # what is sent is a person's; it isn't written anywhere

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, request, client_address):
                pass  # the desk is killed while it talks to us; that is the point

        self.server = Server(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def remember(self, raw):
        message = json.loads(raw)
        recipient = message.get("to") or message.get("recipient")
        if recipient is None:
            return  # read receipts and typing signs have no recipient
        said = json.dumps(message.get(message.get("type", "text")), sort_keys=True)
        with self.lock:
            self.sends.append((time.monotonic(), recipient, said))

    def count(self):
        with self.lock:
            return len(self.sends)

    def quiet(self, seconds=3.0, most=120.0):
        """Waits until nothing has come for `seconds`."""
        deadline = time.monotonic() + most
        last, since = self.count(), time.monotonic()
        while time.monotonic() < deadline and time.monotonic() - since < seconds:
            time.sleep(0.1)
            if self.count() != last:
                last, since = self.count(), time.monotonic()

    def doubled(self, kills, grace=0.5):
        """(doubled, unknown): sends that came again. `unknown` are those whose first copy came
        within `grace` seconds before a kill and the next after it: the desk can't have known."""
        first, doubled, unknown = {}, 0, 0
        for moment, recipient, said in sorted(self.sends):
            key = (recipient, said)
            if key not in first:
                first[key] = moment
            elif any(first[key] <= kill <= min(moment, first[key] + grace) for kill in kills):
                unknown += 1
            else:
                doubled += 1
        return doubled, unknown
