"""Looks at every page of a demo desk in headless Chromium: axe-core, the keyboard, what was typed, pictures."""

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from desk import BINARY

LANGUAGES = ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"]
WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
faults = []


def wrong(what):
    faults.append(what)
    print("WRONG " + what, flush=True)


class Demo:
    def __init__(self, folder):
        self.process = subprocess.Popen(
            [BINARY, "demo", "--data", folder, "--listen", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = ""
        while "Letters to partners arrive at" not in said:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("pages: the demo desk did not start:\n" + said)
            said += line
        self.url = re.search(r"BALIE_URL=(\S+)", said)[1]
        self.token = re.search(r"BALIE_TOKEN=(\S+)", said)[1]
        self.mails = re.search(r"arrive at (\S+)", said)[1]

    def balie(self, *arguments):
        environment = {"BALIE_URL": self.url, "BALIE_TOKEN": self.token, "BALIE_LANGUAGE": "en", "HOME": "/nonexistent"}
        done = subprocess.run([BINARY, *arguments], env=environment, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            sys.exit(f"pages: balie {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def letter(self, pattern):
        """What the newest letter to a partner says."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with urllib.request.urlopen(self.mails) as answer:
                found = re.findall(pattern, json.dumps(json.load(answer)))
            if found:
                return found[-1]
            time.sleep(0.2)
        sys.exit("pages: no letter came")

    def refer(self):
        """A person is handed to a partner; the link that it gets."""
        waiting = json.loads(self.balie("queue", "--all", "--json"))["items"]
        number = str(next(item["id"] for item in waiting if item["language"] == "pl"))
        self.balie("claim", number)
        share = "name,phone,language,need,summary"
        words = self.balie("consent", number, "words", "fairwork", "--share", share)
        wording = re.search(r"--consent-wording (\S+)", words)[1]
        self.balie("refer", number, "fairwork", "--share", share, "--note", "x", "--consent-wording", wording)
        return "/r/" + self.letter(r"/r/([A-Za-z0-9_-]{20,})")


class Looker:
    def __init__(self, demo, shots):
        options = webdriver.ChromeOptions()
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"]:
            options.add_argument(argument)
        options.binary_location = "/usr/bin/chromium"
        self.browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.demo, self.shots, self.pages = demo, shots, 0
        self.axe = AXE.read_text()
        self.narrow("phone")

    def narrow(self, width):
        across, down = WIDTHS[width]
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": across, "height": down, "deviceScaleFactor": 1, "mobile": width == "phone"})

    def open(self, path):
        self.browser.get(self.demo.url + path)

    def look(self, name):
        """axe-core on what is open, at both widths, and that nothing sticks out sideways."""
        for width in WIDTHS:
            self.narrow(width)
            self.browser.execute_script(self.axe)
            found = self.browser.execute_async_script(
                "const done = arguments[1]; axe.run({runOnly: arguments[0], resultTypes: ['violations']}).then(done)", RULES)
            for violation in found["violations"]:
                targets = [node["target"] for node in violation["nodes"][:3]]
                wrong(f"{name} ({width}): {violation['id']}: {violation['help']} {targets}")
            beyond = self.browser.execute_script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if beyond > 0:
                wrong(f"{name} ({width}): {beyond} px stick out sideways")
            if self.shots and (name.split(" ")[0] in ("nl", "bg", "el") or "partner" in name):
                self.picture(name, width)
        self.pages += 1
        self.narrow("phone")

    def picture(self, name, width):
        height = self.browser.execute_script("return document.documentElement.scrollHeight")
        picture = self.browser.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": WIDTHS[width][0], "height": height, "scale": 1}})
        import base64
        file = self.shots / (re.sub(r"\W+", "-", f"{name} {width}") + ".png")
        file.write_bytes(base64.b64decode(picture["data"]))

    # The form, by keyboard alone: Tab, letters, Space, Enter.

    def keys(self, *keys):
        ActionChains(self.browser).send_keys(*keys).perform()

    def focused(self):
        return self.browser.switch_to.active_element

    def fill(self, values):
        """Tabs through the page from its top, and types where the focus is. Ends on the button."""
        self.browser.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
        for _ in range(60):
            self.keys(Keys.TAB)
            element = self.focused()
            name, kind = element.get_attribute("name"), element.get_attribute("type")
            if name == "website":
                wrong("the keyboard comes to the field that people don't see")
            if kind == "submit":
                return
            value = values.get(name)
            if value is None:
                continue
            if kind == "checkbox":
                if not element.is_selected():
                    self.keys(Keys.SPACE)
            elif element.tag_name == "select":
                for _ in range(60):
                    if element.get_attribute("value") == value:
                        break
                    self.keys(Keys.ARROW_DOWN)
            else:
                ActionChains(self.browser).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
                self.keys(value)
        wrong("the keyboard doesn't come to the button")

    def typed(self):
        """Everything on the form, as it stands."""
        return self.browser.execute_script("""
          return Object.fromEntries([...document.querySelectorAll('form [name]')].map(
            e => [e.name, e.type === 'checkbox' ? (e.checked ? 'yes' : '') : e.value]))""")

    def submit(self):
        """Enter on the button; the next page is there when the old one is gone."""
        old = self.browser.find_element(By.TAG_NAME, "html")
        self.keys(Keys.ENTER)
        for _ in range(100):
            try:
                old.is_enabled()
                time.sleep(0.05)
            except Exception:
                return
        wrong("Enter on the button sends nothing")


def form(look, language, number):
    look.open("/" + language)
    look.look(f"{language} form")
    values = {
        "name": "Żółć \"Ąę\" <b>", "country": "PL", "phone": "12", "issue": "employment.wages", "message": "a & b",
        "window": "17-20", "region": "Venlo", "no_voicemail": "yes", "shared_phone": "yes", "consent": "yes",
    }
    look.fill(values)
    before = look.typed()
    look.submit()
    look.look(f"{language} form with an error")
    after = look.typed()
    if before != after:
        wrong(f"{language}: typed {before}, and found {after} after an error")
    if look.browser.find_element(By.ID, "phone").get_attribute("aria-invalid") != "true":
        wrong(f"{language}: the wrong number isn't marked")
    look.fill({"phone": f"600{number:06d}"})
    look.submit()
    if "sent=" not in look.browser.current_url:
        wrong(f"{language}: the mended form wasn't taken: {look.browser.find_element(By.TAG_NAME, 'main').text[:200]}")
    look.look(f"{language} thanks")


def sent_back(look, language):
    """What a program's post looks like to somebody whose browser filled in too much."""
    look.open("/" + language)
    look.fill({"phone": "600999999", "country": "PL"})
    look.browser.execute_script("document.getElementById('website').value = 'x'")
    before = {**look.typed(), "website": ""}
    look.submit()
    look.look(f"{language} form sent back")
    if look.typed() != before:
        wrong(f"{language}: what was typed is lost when the form is sent back")


def partners(look):
    look.open("/referrer")
    look.look("partner referrer")
    link = look.demo.refer()
    look.open(link)
    look.look("partner link")
    look.browser.find_element(By.CSS_SELECTOR, "button").click()
    look.look("partner link code")
    code = look.demo.letter(r"\b(\d{6})\b")
    look.browser.find_element(By.ID, "code").send_keys(code, Keys.ENTER)
    time.sleep(0.5)
    look.look("partner link open")


def main():
    asked = argparse.ArgumentParser(prog="scripts/pages")
    asked.add_argument("--shots", type=Path)
    shots = asked.parse_args().shots
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="balie-") as folder:
        demo = Demo(Path(folder) / "data")
        look = Looker(demo, shots)
        try:
            for number, language in enumerate(LANGUAGES):
                form(look, language, 100200 + number)
                sent_back(look, language)
            look.browser.execute_cdp_cmd("Network.enable", {})
            look.browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": "fr"}})
            look.open("/")
            look.look("partner choice of language")
            partners(look)
        finally:
            look.browser.quit()
            demo.process.terminate()
            demo.process.wait()
    print(f"pages: {look.pages} pages, each at {len(WIDTHS)} widths, {len(LANGUAGES)} languages; {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
