#!/usr/bin/env python3
"""Opens an HTML report in headless Chromium and holds it against the JSON report of the same summary.

browser.py CHROMIUM REPORT.html REPORT.json DIRECTORY: prints TAP; screenshots and the printed page go into
DIRECTORY. Chromium is spoken to over two pipes (--remote-debugging-pipe), so nothing but Python is needed.
"""
import base64
import fcntl
import json
import os
import re
import subprocess
import sys
import tempfile

A4 = (794, 1123)  # CSS pixels, at 96 an inch
PHONE = (390, 844)
ACROSS = 5  # years beside each other: YEARS_ACROSS of models/report.c

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"]


class Browser:
    """A page of a browser: messages go out as JSON and a NUL, answers and events come back so."""

    def __init__(self, chromium, profile):
        theirs_in, self.out = high_pipe()
        self.into, theirs_out = high_pipe()

        def place():
            os.dup2(theirs_in, 3)
            os.dup2(theirs_out, 4)

        self.process = subprocess.Popen([chromium, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
                                        preexec_fn=place, close_fds=False, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.number, self.session, self.rest, self.events = 0, None, b"", []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.into, 1 << 20)
            if not more:
                sys.exit("Bail out! the browser has ended")
            self.rest += more
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def ask(self, method, **params):
        self.number += 1
        question = {"id": self.number, "method": method, "params": params}
        if self.session:
            question["sessionId"] = self.session
        os.write(self.out, json.dumps(question).encode() + b"\0")
        while True:
            got = self.message()
            if got.get("id") == self.number:
                if "error" in got:
                    sys.exit(f"Bail out! {method}: {got['error']['message']}")
                return got["result"]
            self.events.append(got)

    def wait(self, event):
        while not any(e.get("method") == event for e in self.events):
            self.events.append(self.message())

    def value(self, expression):
        got = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return got["result"].get("value")

    def size(self, width, height, mobile=False):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=mobile)

    def shot(self, path):
        got = self.ask("Page.captureScreenshot", captureBeyondViewport=False)
        with open(path, "wb") as f:
            f.write(base64.b64decode(got["data"]))

    def close(self):
        self.session = None
        os.write(self.out, b'{"id":0,"method":"Browser.close"}\0')
        self.process.wait(30)


def high_pipe():
    """A pipe away from the numbers 3 and 4, which are the browser's."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in ends]
    for end in ends:
        os.close(end)
    return high


# --- what is to be on the page ---

def pieces(table):
    """A year's columns of a breakdown, or some years of the others."""
    years = [c["year"] for c in table["columns"]]
    per_year = len(years) // len(set(years)) if years else 1
    step = per_year if per_year > 1 else ACROSS
    return [range(i, min(i + step, len(years))) for i in range(0, len(years), step)]


def wanted_tables(report):
    for table in report["tables"]:
        for columns in pieces(table):
            yield [[row["label"], *(row["cells"][c]["shown"] for c in columns)] for row in table["rows"]]


TABLES = """[...document.querySelectorAll('section table')].map(t => [...t.tBodies[0].rows].map(
    r => [...r.cells].map(c => c.textContent)))"""

CONTRAST = """(() => {
    const part = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 };
    const light = s => { const [r, g, b] = s.match(/[0-9.]+/g).map(Number).map(part);
                         return .2126 * r + .7152 * g + .0722 * b };
    const paper = light(getComputedStyle(document.body).backgroundColor);
    return Math.min(...[...document.querySelectorAll('body,.unit,.mark,td,a,svg text')].map(e => {
        const style = getComputedStyle(e), ink = light(e.closest('svg') ? style.fill : style.color);
        return (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    }));
})()"""

CUT = """[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth)
    .map(e => e.querySelector('caption').textContent + ' ' + e.scrollWidth + ' > ' + e.clientWidth)"""


# --- TAP ---

count = failed = 0


def check(ok, what, more=""):
    global count, failed
    count += 1
    failed += not ok
    print(f"{'ok' if ok else 'not ok'} {count} - {what}")
    if not ok and more:
        print(f"# {more}"[:2000])


def check_figures(page, report):
    shown, wanted = page.value(TABLES), list(wanted_tables(report))
    check(len(shown) == len(wanted), f"{len(wanted)} tables are on the page", f"there are {len(shown)}")
    wrong = [(w, s) for want, show in zip(wanted, shown) for w, s in zip(want, show)
             if len(w) != len(s) or w[0] != s[0] or any(not b.startswith(a) for a, b in zip(w[1:], s[1:]))]
    figures = sum(len(row) - 1 for table in wanted for row in table)
    check(not wrong and [len(t) for t in shown] == [len(t) for t in wanted],
          f"the {figures} figures are those of the JSON report", wrong[:3])


def check_tree(page, report):
    nodes = [n for n in page.ask("Accessibility.getFullAXTree")["nodes"] if not n.get("ignored")]
    named = lambda n: n.get("name", {}).get("value", "")
    role = lambda *names: [n for n in nodes if n["role"]["value"] in names]
    level = lambda n: next((p["value"]["value"] for p in n.get("properties", []) if p["name"] == "level"), 0)
    headings = role("heading")
    check([level(h) for h in headings].count(1) == 1, "one heading of the first level")
    titles = [named(h) for h in headings if level(h) == 2]
    check(titles == [t["title"] for t in report["tables"]] + ["About these figures"],
          "a heading of the second level for each table", titles)
    tables = role("table")
    expected = sum(len(pieces(t)) for t in report["tables"])
    check(len(tables) == expected and all(named(t) for t in tables), "every table has a name",
          f"{len(tables)} of {expected}")
    rows = sum(len(t["rows"]) * len(pieces(t)) for t in report["tables"])
    check(len(role("rowheader")) == rows, "every row has a heading", len(role("rowheader")))
    check(len(role("columnheader")) == sum(len(p) for t in report["tables"] for p in pieces(t)),
          "every column has a heading", len(role("columnheader")))
    images = role("image", "img")
    check(len(images) >= 3 and all(named(i) and i.get("description", {}).get("value") for i in images),
          f"the {len(images)} charts have a title and a description")
    regions = role("region")
    check(len(regions) >= expected and all(named(r) for r in regions), "what can be scrolled is a named region")
    check(len(role("main")) == 1 and [named(n) for n in role("navigation")] == ["Contents"],
          "there is a main part and a navigation")


def check_looks(page, directory):
    for scheme in ("light", "dark"):
        page.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        contrast = page.value(CONTRAST)
        check(contrast >= 4.5, f"contrast of at least 4.5 in {scheme}", contrast)
        page.size(*A4)
        page.shot(f"{directory}/a4-{scheme}.png")
    page.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])
    page.size(*PHONE, mobile=True)
    width = page.value("document.documentElement.scrollWidth")
    check(width <= PHONE[0], "a phone does not scroll the page sideways", width)
    page.shot(f"{directory}/phone.png")


def check_print(page, directory):
    margin = 2 * 57  # 15 mm
    page.size(A4[0] - margin, A4[1] - margin)
    page.ask("Emulation.setEmulatedMedia", media="print")
    cut = page.value(CUT)
    check(cut == [], "no table is cut on A4", cut)
    pdf = base64.b64decode(page.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
    with open(f"{directory}/a4.pdf", "wb") as f:
        f.write(pdf)
    boxes = set(re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", pdf))
    check(boxes and all(abs(float(w) - 595) < 2 and abs(float(h) - 842) < 2 for w, h in boxes),
          "it prints on A4", boxes)


def main():
    chromium, html, data, directory = sys.argv[1:]
    with open(data, encoding="utf-8") as f:
        report = json.load(f)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        page = Browser(chromium, profile)
        page.size(*A4)
        for domain in ("Page", "Network", "Runtime", "Log", "Accessibility"):
            page.ask(f"{domain}.enable")
        page.ask("Page.navigate", url="file://" + os.path.abspath(html))
        page.wait("Page.loadEventFired")
        check(page.value("document.documentElement.lang + document.title").startswith("enYear-end summary"),
              "the page has a language and a title")
        check_figures(page, report)
        check_tree(page, report)
        check_looks(page, directory)
        check_print(page, directory)
        requests = [e["params"]["request"]["url"] for e in page.events
                    if e.get("method") == "Network.requestWillBeSent"]
        check(len(requests) == 1, "nothing is fetched but the page itself", requests)
        said = [e["params"] for e in page.events if e.get("method") == "Log.entryAdded"]
        check(not said, "the browser has nothing to say against it", said)
        page.close()
    print(f"1..{count}")
    return failed > 0


sys.exit(main())
