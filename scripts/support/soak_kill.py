"""kill -9 under load: every message answered 2xx is there exactly once. See scripts/soak."""

import argparse
import random
import sys
import threading
import time

import webhook
from desk import Desk, Failed, unanswered
from gateway import Gateway
from wire import Connection

CONNECTIONS = 12
# New messages in one life of the desk; after these the load goes on with messages sent before.
NEW_PER_LIFE = 120


class Load:
    """What was sent and what was answered. A message is a number; its sender is the same number, so
    that each becomes a callback of its own."""

    def __init__(self, seed):
        self.seed = seed
        self.lock = threading.Lock()
        self.sent = 0
        self.acknowledged = set()
        self.refused = {}
        self.reposts = 0
        self.left = 0
        self.running = False

    def pick(self, dice):
        """The next message: mostly a new one, one in eight again one that was sent before, answered
        or not."""
        with self.lock:
            again = self.left == 0 or dice.random() < 0.125
            if again and self.sent:
                self.reposts += 1
                return dice.randrange(self.sent)
            self.left -= 1
            self.sent += 1
            return self.sent - 1

    def post(self, message, connection):
        raw = webhook.body(message, message)
        status, _ = connection.request("POST", webhook.PATH, webhook.headers(raw), raw)
        with self.lock:
            if 200 <= status < 300:
                self.acknowledged.add(message)
            else:
                self.refused[status] = self.refused.get(status, 0) + 1

    def sender(self, address, number):
        dice = random.Random(self.seed * 1_000_003 + number)
        connection = Connection(address)
        while self.running:
            try:
                self.post(self.pick(dice), connection)
            except unanswered():
                time.sleep(0.005)
        connection.close()

    def live(self, desk, seconds, life):
        """Load for `seconds`, then kill -9 with requests under way. Returns the moment."""
        self.left, self.running = NEW_PER_LIFE, True
        threads = [threading.Thread(target=self.sender, args=(desk.address, life * 100 + n))
                   for n in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        died = desk.process.poll()
        desk.kill()
        moment = time.monotonic()
        self.running = False
        for thread in threads:
            thread.join()
        if died is not None:
            raise Failed(f"the desk ended by itself with {died} in life {life}")
        return moment

    def again(self, messages, address):
        """Posts all of these once more; each must be answered 2xx now that nothing is killed."""
        queue, failures = list(messages), []

        def work():
            connection = Connection(address, timeout=60)
            while True:
                with self.lock:
                    if not queue:
                        return
                    message = queue.pop()
                raw = webhook.body(message, message)
                try:
                    status, _ = connection.request("POST", webhook.PATH, webhook.headers(raw), raw)
                except unanswered() as error:
                    status = type(error).__name__
                if status != 200:
                    failures.append(status)

        threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise Failed(f"{len(failures)} quiet posts weren't answered 200, such as {failures[0]}")


def verify(load, desk):
    """(lost, doubled), by three counts of the callbacks: as found, after re-posting what was
    acknowledged (a lost one would come back), after re-posting everything."""
    token = desk.token("--role", "coordinator")
    counts = []
    for messages in [(), sorted(load.acknowledged), range(load.sent)]:
        load.again(messages, desk.address)
        desk.read_all()
        ids = desk.callbacks(token)
        if len(ids) != len(set(ids)):
            raise Failed("the queue's pages name a callback twice")
        counts.append(len(ids))
    found, after_acknowledged, after_all = counts
    lost = max(
        len(load.acknowledged) - found,  # fewer callbacks than answers
        after_acknowledged - found,      # an answered message was news when it came again
        load.sent - after_all, 0)        # its duplicate mark stayed, its callback didn't
    doubled = max(found - load.sent, after_all - load.sent, 0)
    print(f"callbacks={found} after-acknowledged-again={after_acknowledged} "
          f"after-all-again={after_all} sent={load.sent}")
    return lost, doubled


def main():
    options = argparse.ArgumentParser(prog="scripts/soak kill")
    options.add_argument("kills", type=int, help="how many times")
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    options = options.parse_args()
    print(f"soak kill: {options.kills} kills, seed {options.seed}", flush=True)

    gateway, load, dice, kills = Gateway(), Load(options.seed), random.Random(options.seed), []
    desk = Desk(gateway.address)
    began = time.monotonic()
    try:
        for life in range(options.kills):
            desk.start()
            kills.append(load.live(desk, dice.uniform(0.02, 0.6), life))
            if (life + 1) % 20 == 0:
                print(f"  {life + 1} kills, {len(load.acknowledged)} acknowledged, "
                      f"{time.monotonic() - began:.0f} s", flush=True)
        desk.start()
        lost, doubled = verify(load, desk)
        gateway.quiet()
        replies_doubled, replies_unknown = gateway.doubled(kills)
        desk.command("check", "--config", desk.config)
    finally:
        desk.stop()
    if not load.acknowledged or load.refused:
        raise Failed(f"acknowledged {len(load.acknowledged)}, other answers {load.refused}: "
                     "the load was not what it should be")
    answered = len({recipient for _, recipient, _ in gateway.sends})
    print(f"kills={len(kills)} sent={load.sent} reposted={load.reposts} "
          f"acked={len(load.acknowledged)} lost={lost} doubled={doubled}")
    print(f"replies={gateway.count()} to={answered} doubled={replies_doubled} "
          f"doubled-after-unknown-outcome={replies_unknown}")
    return 1 if lost or doubled or replies_doubled else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(f"soak kill: {failure}", file=sys.stderr)
        sys.exit(1)
