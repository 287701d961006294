#!/usr/bin/python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Tries pages in a real browser, Debian's chromium without a screen: what they ask of the network, what
stands in them beside what the tables hold, and that they can be used by hand, by keyboard and on paper.

AIRBRIDGE names the program. With FOLDER as the last argument, pictures of all pages go there."""

import base64
import csv
import datetime
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["AIRBRIDGE"]
JANUARY, RUNWAY = ROOT / "scenarios/january-2022.ini", ROOT / "scenarios/small/one-runway.ini"
ADDIS = ROOT / "scenarios/addis-ababa-1991.ini"
SHUTTLE, ISLANDS = ROOT / "scenarios/small/shuttle.ini", ROOT / "scenarios/small/islands.ini"
NAMES = ["</script><img src=x onerror=alert(1)>", "<b>bold</b> & 'quotes' \"double\"", "`$(touch here)`",
         "<!--", "]]>", "javascript:alert(2)", "{{7*7}}", "line\u2028line", "right\u202eleft"]

HOSTILE = "it's $(touch here) & all.ini"
NUMBER = r"-?[0-9.]+(e-?[0-9]+)?"

place = tempfile.TemporaryDirectory(prefix="airbridge-page-")
work = pathlib.Path(place.name)
pictures = None


def airbridge(*words):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=300, cwd=work)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{words}: {done.stderr}")
    return done.stdout


def browse(zone="UTC", width=1400):
    options = Options()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-extensions",
                 f"--user-data-dir={work}/browser-{zone.replace('/', '-')}-{width}", f"--window-size={width},1000"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = Service("/usr/bin/chromedriver", env={**os.environ, "TZ": zone})
    browser = webdriver.Chrome(service=service, options=options)
    browser.set_page_load_timeout(120)
    browser.set_script_timeout(60)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                            {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
    return browser


def show(browser, page):
    browser.get_log("performance"), browser.get_log("browser")
    browser.get(f"file://{work}/{page}.html")
    for _ in range(600):
        if browser.execute_script("return document.documentElement.dataset.ready") == "yes":
            return
        time.sleep(0.1)
    raise AssertionError(f"{page} is not drawn: {browser.get_log('browser')}")


def rows_of(result, table):
    with open(work / result / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hostile_scenario():
    text = SHUTTLE.read_text(encoding="utf-8")
    titles = iter(NAMES)
    text = re.sub(r"(?m)^title = .*", lambda _: "title = '%s'" % NAMES[0], text)
    text += "\n[notification.x]\nname = '%s'\nat = 1 h\nsource = '%s'\n" % (NAMES[0], NAMES[0])
    for i, name in enumerate(titles):
        quote = "'" if '"' in name else '"'
        if quote in name:
            name = name.replace("'", "")
        text += f"\n[milestone.m{i}]\nname = {quote}{name}{quote}\nevent = closed\n" \
                f"latest = 2022-01-01T23:00Z\nsource = {quote}{name}{quote}\n"
    (work / HOSTILE).write_text(text, encoding="utf-8")
    return work / HOSTILE


def make_results():
    """The results, and a page of each."""
    makers = {
        "january": ["run", JANUARY, "-n", "20", "--trace"],
        "one": ["run", JANUARY, "-n", "1"],
        "none": ["run", SHUTTLE, "-n", "3", "--trace", "--set", "scenario.horizon=10 h"],
        "islands": ["run", ISLANDS, "-n", "10", "--trace"],
        "evacuation": ["run", ADDIS, "-n", "10", "--trace"],
        "hostile": ["run", hostile_scenario(), "-n", "3", "--trace"],
        "compare": ["compare", SHUTTLE, "-n", "10", "--with", "fleet.shuttle.number=3"],
        "evacuations": ["compare", ADDIS, "-n", "10", "--with", "evacuation.falasha.people=7000"],
        "sweep": ["sweep", RUNWAY, "-n", "5", "--vary", "airfield.port.working_mog=1..3",
                  "--vary", "fleet.pool.number=6..10 step 2"],
        "worth": ["worth", RUNWAY, "-n", "20", "--only", "fleet"],
        "size": ["size", SHUTTLE, "-n", "30", "--goal", "closure_h <= 17", "--vary", "fleet.shuttle.number=1..5"],
        "order": ["size", RUNWAY, "-n", "3", "--order", "contingents"],
        "sensitivity": ["sensitivity", SHUTTLE, "-n", "4", "--over", "fleet.shuttle.number=1..5"],
        "worst": ["worst", SHUTTLE, "-n", "2"],
    }
    for name, words in makers.items():
        told = airbridge(*words, "-o", name)
        (work / f"{name}.txt").write_text(told, encoding="utf-8")
        airbridge("page", name, "-o", f"{name}.html")
    return list(makers)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.names = make_results()
        cls.browser = browse()

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    def text(self, query):
        return self.browser.execute_script("return document.querySelector(arguments[0])?.innerText", query)

    def open(self, page):
        show(self.browser, page)

    def take_picture(self, name, width):
        size = self.browser.execute_script("return document.documentElement.scrollHeight")
        shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", {
            "format": "png", "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": min(size, 12000), "scale": 1}})
        (pathlib.Path(pictures) / f"{name}-{width}.png").write_bytes(base64.b64decode(shot["data"]))

    def test_a_page_asks_nothing_and_complains_of_nothing(self):
        for name in self.names:
            with self.subTest(name):
                self.open(name)
                asked = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
                urls = {event["params"]["request"]["url"] for event in asked
                        if event["method"] == "Network.requestWillBeSent"}
                self.assertLessEqual(urls, {f"file://{work}/{name}.html", "data:,"})
                self.assertEqual(self.browser.get_log("browser"), [])
                self.assertEqual(self.browser.find_elements(By.CSS_SELECTOR, ".fault"), [])
                if pictures:
                    self.take_picture(name, 1400)

    def test_the_policy_forbids_what_is_not_of_the_page(self):
        self.open("one")
        ran = self.browser.execute_async_script("""const done = arguments[0]; window.ran = false;
            const script = document.createElement("script"); script.textContent = "window.ran = true";
            document.body.append(script);
            fetch("https://127.0.0.1:9/").then(() => done("fetched"), () => done(String(window.ran)));""")
        self.assertEqual(ran, "false")

    def test_the_answer_is_that_of_the_account(self):
        for name in ("january", "none", "islands", "evacuation"):
            with self.subTest(name):
                self.open(name)
                account = " ".join((work / f"{name}.txt").read_text(encoding="utf-8").split())
                told = re.search(r"The force (closes after .*? UTC|does not close by the horizon)|"
                                 r"The evacuation \S+ is over after .*? UTC", account)[0]
                shown = " ".join(self.text("#answer").split())
                self.assertIn(told, shown)
                for sentence in re.findall(r"8 times in 10 between [\d.]+ and [>\d.]+ h|No plan for these loads .*? luck", account):
                    self.assertIn(sentence, shown)

    def test_a_comparison_of_evacuations_tells_when_they_are_over(self):
        self.open("evacuations")
        row = next(row for row in rows_of("evacuations", "compare") if row["measure"] == "evacuation_h.falasha")
        later = float(row["difference"])
        self.assertRegex(self.text("#answer"), f"the evacuation falasha is over {abs(later):.3g} h {'sooner' if later < 0 else 'later'}, ")

    def test_every_table_shows_the_numbers_of_its_file(self):
        self.open("january")
        seen = 0
        select = Select(self.browser.find_element(By.ID, "table"))
        for name in [option.get_attribute("value") for option in select.options]:
            select.select_by_value(name)
            cells = self.browser.execute_script("""const part = document.querySelector("#tables table");
                return [...part.rows].map(row => [...row.cells].map(cell => cell.textContent))""")
            rows = rows_of("january", name)
            if name in ("contingents", "sites"):
                rows = [row for row in rows if row["replication"] == "1"]
            self.assertEqual(cells[0], list(rows[0]), name)
            for shown, row in zip(cells[1:], rows):
                for cell, wanted in zip(shown, row.values()):
                    if re.fullmatch(NUMBER, wanted) and re.fullmatch(NUMBER, cell):
                        self.assertEqual(float(cell), float(wanted), (name, row))
                        seen += 1
                    elif not re.fullmatch(r"\d{4}-\d\d-\d\dT.*Z", wanted):
                        self.assertEqual(cell, wanted, (name, row))
        self.assertGreater(seen, 10000)

    def test_the_map_is_as_the_trace_has_it(self):
        self.open("january")
        sorties, chalks = rows_of("january", "sorties"), rows_of("january", "chalks")
        slider = self.browser.find_element(By.CSS_SELECTOR, "#map input[type=range]")
        epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)

        def instant(text):
            moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
            return (moment - epoch) / datetime.timedelta(milliseconds=1)

        for hour in ("2022-01-06T20:00:00.000Z", "2022-01-08T06:00:00.000Z", "2022-01-16T08:00:00.000Z"):
            moment = instant(hour)
            self.browser.execute_script("""arguments[0].value = arguments[1];
                arguments[0].dispatchEvent(new Event("input", {bubbles: true}));""", slider, moment)
            told = self.text("#map")
            flown = [row for row in sorties if row["takeoff"] and instant(row["takeoff"]) <= moment
                     and (not row["landing"] or moment < instant(row["landing"]))]
            laden = sum(1 for row in flown if row["chalk"] or int(row["passengers"]) > 0)
            self.assertRegex(told, rf"in the air\s+{len(flown)}, {laden} with loads\s", hour)
            drawn = self.browser.execute_script("""return [...document.querySelectorAll("#map .plane title")]
                .map(e => e.textContent.split(",")[0])""")
            self.assertEqual(sorted(drawn), sorted(row["tail"] for row in flown), hour)
            landed = sum(1 for row in chalks if row["direction"] == "in" and row["sustainment"] != "1"
                         and row["offloaded"] and instant(row["offloaded"]) <= moment)
            self.assertRegex(told, rf"loads in\s+{landed:,}\s", hour)

    def test_flights_are_found_by_a_word(self):
        self.open("january")
        field = self.browser.find_element(By.CSS_SELECTOR, "#gantt input[type=search]")
        field.send_keys("vdv-98-in-0")
        found = [row for row in rows_of("january", "sorties") if "vdv-98-in-0" in row["chalk"]]
        tails = len({row["tail"] for row in found})
        self.assertEqual(self.text("#gantt output"), f"{len(found)} flights of {tails} aircraft")

    def test_a_picture_has_its_numbers_as_a_table(self):
        self.open("january")
        details = self.browser.find_element(By.CSS_SELECTOR, "#closure details.alternative")
        self.browser.execute_script("arguments[0].open = true", details)
        time.sleep(0.2)
        told = {row.find_element(By.CSS_SELECTOR, "td").text: row.find_elements(By.CSS_SELECTOR, "td")[2].text
                for row in details.find_elements(By.CSS_SELECTOR, "tbody tr")}
        wanted = {row["measure"].removeprefix("closure_h."): float(row["p50"]) for row in rows_of("january", "summary")
                  if row["measure"].startswith("closure_h.") and row["p50"]}
        self.assertEqual(set(told), set(wanted))
        for name, median in wanted.items():
            self.assertAlmostEqual(float(told[name]), median, delta=0.006 * max(1, abs(median)), msg=name)

    def test_a_sweep_follows_its_sliders(self):
        self.open("sweep")
        points = rows_of("sweep", "sweep")
        sliders = self.browser.find_elements(By.CSS_SELECTOR, "#sweep input[type=range]")
        self.assertEqual(len(sliders), 2)
        for step in (Keys.HOME, Keys.END):
            for slider in sliders:
                slider.send_keys(step)
            point = points[0] if step == Keys.HOME else points[-1]
            told = float(re.search(r"closure: ([\d.]+) h", self.text("#sweep .answer"))[1])
            self.assertAlmostEqual(told, float(point["closure_h_mean"]), delta=0.51)

    def test_it_can_be_used_by_keyboard(self):
        self.open("january")
        body = self.browser.find_element(By.TAG_NAME, "body")
        body.send_keys(Keys.TAB)
        self.assertEqual(self.browser.switch_to.active_element.text, "Skip to the result")
        slider = self.browser.find_element(By.CSS_SELECTOR, "#map input[type=range]")
        before = slider.get_attribute("value")
        slider.send_keys(Keys.ARROW_RIGHT)
        self.assertNotEqual(slider.get_attribute("value"), before)
        nameless = self.browser.execute_script("""return [...document.querySelectorAll(
            "button, select, input, svg[role=img], [role=region]")].filter(e => !(e.getAttribute("aria-label") ||
            e.getAttribute("aria-labelledby") || e.textContent.trim() || e.labels?.length || e.getAttribute("title")))
            .map(e => e.outerHTML.slice(0, 200))""")
        self.assertEqual(nameless, [])
        twice = self.browser.execute_script("""const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
            return ids.filter((id, i) => ids.indexOf(id) !== i)""")
        self.assertEqual(twice, [])

    def test_the_scenario_can_be_searched(self):
        self.open("january")
        field = self.browser.find_element(By.ID, "scenario-find")
        field.send_keys("airfield.almaty parking_mog")
        row = self.text("#scenario tbody tr")
        self.assertRegex(row, r"airfield\.almaty\.parking_mog\s+\d+\s+january-2022\.ini:\d+\s+assumption")

    def test_light_and_dark(self):
        self.open("one")
        colour = "return getComputedStyle(document.body).backgroundColor"
        light = self.browser.execute_script(colour)
        self.browser.find_element(By.ID, "theme").click()
        dark = self.browser.execute_script(colour)
        self.assertNotEqual(light, dark)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                     {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
        self.open("one")
        self.assertEqual(self.browser.execute_script(colour), dark)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    def test_it_prints(self):
        for name in ("january", "sweep"):
            self.open(name)
            paper = base64.b64decode(self.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
            self.assertEqual(paper[:5], b"%PDF-")
            self.assertGreater(len(paper), 30000)

    def test_hostile_names_are_text(self):
        self.open("hostile")
        self.assertEqual(self.text("h1"), NAMES[0])
        self.assertEqual(self.browser.find_elements(By.CSS_SELECTOR, "img, iframe, object, embed, b b, a[href^=javascript]"), [])
        self.assertEqual(len(self.browser.find_elements(By.TAG_NAME, "script")), 3)
        shown = self.browser.execute_script("return document.body.textContent")
        for name in NAMES[:1] + NAMES[3:4]:
            self.assertIn(name, shown)
        self.assertNotIn("\u202e", shown)

    def test_commands_to_copy_are_quoted(self):
        self.open("hostile")
        commands = self.browser.execute_script("return [...document.querySelectorAll('code, .command')]"
                                               ".map(one => one.textContent).filter(text => text.includes('.ini'))")
        self.assertGreaterEqual(len(commands), 2)
        for command in commands:
            self.assertIn(str(work / HOSTILE), shlex.split(command))
            self.assertIn("'\\''s $(touch here) & all.ini'", command)

    def test_a_narrow_window_scrolls_downwards_only(self):
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                     {"width": 400, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
        try:
            for name in self.names:
                with self.subTest(name):
                    self.open(name)
                    wide = self.browser.execute_script("return document.documentElement.scrollWidth")
                    self.assertLessEqual(wide, 400)
                    if pictures:
                        self.take_picture(name, 400)
        finally:
            self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                         {"width": 1400, "height": 1000, "deviceScaleFactor": 1, "mobile": False})

    def test_the_zone_of_the_browser_does_not_matter(self):
        self.open("january")
        here = self.text("main")
        browser = browse("Asia/Tokyo")
        try:
            show(browser, "january")
            self.assertEqual(browser.execute_script("return document.querySelector('main').innerText"), here)
        finally:
            browser.quit()

    def test_times_of_an_airfield(self):
        self.open("january")
        Select(self.browser.find_element(By.ID, "zone")).select_by_value("almaty")
        select = Select(self.browser.find_element(By.ID, "table"))
        select.select_by_value("curve")
        self.assertEqual(rows_of("january", "curve")[0]["time"], "2022-01-05T18:00:00.000Z")
        self.assertIn("6 Jan 2022 00:00", self.text("#tables tbody tr"))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[-1].startswith("-") and os.path.isdir(sys.argv[-1]):
        pictures = sys.argv.pop()
    unittest.main(verbosity=2)
