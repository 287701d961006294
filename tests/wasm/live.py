#!/usr/bin/python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""live.py PROGRAM FOLDER [REPLICATIONS]: opens a page of January 2022 that has the simulator in it
(`airbridge page --live`, with the template and the model of FOLDER) in Chromium, moves sliders and fields,
and holds what the page tells against the program. Status 77 where there is no browser to drive."""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    print("live.py: no selenium here (Debian: apt-get install chromium chromium-driver python3-selenium)")
    sys.exit(77)

PROGRAM, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
REPLICATIONS = sys.argv[3] if len(sys.argv) > 3 else "1000"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PATIENCE = 600


def run(*words):
    result = subprocess.run([PROGRAM, *words], cwd=ROOT, capture_output=True, text=True,
                            env={**os.environ, "AIRBRIDGE_PAGE": FOLDER})
    if result.returncode not in (0, 1):
        sys.exit(f"{shlex.join(words)}: {result.stderr}")
    return result.stdout


def check(good, *what):
    if not good:
        raise AssertionError(" ".join(str(one) for one in what))


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,2400"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


class Live:
    """The panel of an open page."""

    def __init__(self, driver):
        self.driver = driver
        self.section = driver.find_element(By.ID, "live")
        driver.execute_script("arguments[0].scrollIntoView()", self.section)

    def wait(self):
        """Until all replications of what is set now are told: its hashes."""
        told = WebDriverWait(self.driver, PATIENCE, 0.2).until(
            lambda driver: driver.execute_script("return document.documentElement.dataset.live"))
        return told.split(" ")

    def control(self, name):
        return self.section.find_element(By.CSS_SELECTOR, f'.live-fields [aria-label="{name}"]')

    def put(self, element, value, event="input"):
        """As a hand does it: one event for each step."""
        self.driver.execute_script(
            "arguments[0].value = arguments[1]; delete document.documentElement.dataset.live;"
            "arguments[0].dispatchEvent(new Event(arguments[2], {bubbles: true}))", element, value, event)

    def texts(self, selector):
        """All at one moment: what is shown changes meanwhile."""
        return self.driver.execute_script(
            "return [...arguments[0].querySelectorAll(arguments[1])].map(one => one.textContent)", self.section, selector)

    def commands(self):
        return self.texts(".live-commands .command")

    def cells(self, measure):
        return self.texts(f'.live-table tr[data-measure="{measure}"] td')

    def faults(self):
        return WebDriverWait(self.driver, PATIENCE, 0.2).until(lambda _: self.texts(".fault p"))

    def take_back(self):
        self.driver.execute_script(
            "delete document.documentElement.dataset.live; arguments[0].click()",
            self.section.find_element(By.XPATH, './/button[text()="All as in the scenario"]'))


def hashes(line):
    """Those of the command that the page gives, run as it stands."""
    words = shlex.split(line)
    check(words[0] == "airbridge", line)
    told = json.loads(run(*words[1:], "--json", *([] if "--inputs" in words else ["--inputs", "base"])))
    return [one["trajectory_hash"] for one in told["scenarios"]] if words[1] == "compare" else [told["trajectory_hash"]]


def try_page(driver, page):
    driver.get("file://" + page)
    WebDriverWait(driver, PATIENCE).until(lambda _: driver.execute_script("return document.documentElement.dataset.ready"))
    live = Live(driver)
    _, base, *_ = live.wait()
    if REPLICATIONS != "1000":
        live.put(driver.find_element(By.ID, "live-n"), REPLICATIONS, "change")
        _, base, *_ = live.wait()
    check(hashes(live.commands()[0]) == [base], "the base is another:", base, live.commands())

    # A slider of something that is not known; the hand moves on before all is told.
    name = "almaty places"
    slider = live.section.find_element(By.CSS_SELECTOR, f'.live-fields input[type=range][aria-label="{name}"]')
    for value in (7, 5, 4):
        live.put(slider, value)
    _, _, moved = live.wait()
    lines = live.commands()
    check("airfield.almaty.working_mog=4" in lines[0], lines)
    check(hashes(lines[0]) == [moved], "moved:", lines[0], moved)
    check(hashes(lines[1]) == [base, moved], "compared:", lines[1])

    # What the table says is what the program says.
    told = json.loads(run(*shlex.split(lines[2])[1:], "--json"))
    row = next(one for one in told["compare"] if one["measure"] == "turned_away")
    number = float(re.sub(r" .*|,|\+", "", live.cells("turned_away")[5]))
    check(abs(number - row["difference"]) <= 0.006 * abs(row["difference"]), number, row["difference"])

    # Any key, found by words; a text that is no value, and a hostile one.
    search = driver.find_element(By.ID, "live-search")
    live.put(search, "vdv-98 load_interval")
    live.section.find_element(By.CSS_SELECTOR, ".live-found button").click()
    field = live.control("contingent.vdv-98.load_interval")
    live.put(field, "soon <img src=x onerror=alert(1)>")
    faults = live.faults()
    check(faults[0].startswith("--set: error: [contingent.vdv-98] load_interval:"), faults)
    check(not live.section.find_elements(By.TAG_NAME, "img"), "markup")
    live.put(field, "2 h")
    _, _, both = live.wait()
    lines = live.commands()
    check(hashes(lines[1]) == [base, both] and both != moved, "two:", lines[1])

    live.take_back()
    check(live.wait()[1:] == [base, ""] and len(live.commands()) == 1, "taken back")
    severe = [one for one in driver.get_log("browser") if one["level"] in ("SEVERE", "WARNING")]
    check(severe == [], severe)
    asked = [event["params"]["request"]["url"] for event in
             (json.loads(one["message"])["message"] for one in driver.get_log("performance"))
             if event["method"] == "Network.requestWillBeSent"]
    check(all(re.match("(file|data|blob):", address) for address in asked), asked)


def try_evacuation(driver, page):
    """Without a force the end of the evacuation comes first; what has a price can be moved at once."""
    driver.get("file://" + page)
    live = Live(driver)
    live.wait()
    check(live.texts("figcaption")[0].startswith("evacuation: citizens, h"), live.texts("figcaption"))
    live.put(live.control("evacuation.citizens.processing_rate"), "60")
    live.wait()
    check(live.cells("evacuation_h.citizens")[2].startswith("-"), live.cells("evacuation_h.citizens"))


def main():
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print("live.py: no chromium or chromedriver here")
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        result, page = os.path.join(scratch, "january"), os.path.join(scratch, "january.html")
        run("run", "scenarios/january-2022.ini", "-n", "20", "--trace", "-q", "-o", result)
        run("page", result, "--live", "-q", "-o", page)
        size = os.path.getsize(page)
        check(size < 3 << 20, "the page has", size, "bytes")
        out, evacuation = os.path.join(scratch, "out"), os.path.join(scratch, "evacuation.html")
        run("run", "scenarios/templates/evacuation.ini", "-n", "20", "-q", "-o", out)
        run("page", out, "--live", "-q", "-o", evacuation)
        driver = browser()
        try:
            try_page(driver, page)
            try_evacuation(driver, evacuation)
            if os.environ.get("AIRBRIDGE_SHOTS"):
                driver.get_screenshot_as_file(os.path.join(os.environ["AIRBRIDGE_SHOTS"], "live.png"))
        finally:
            driver.quit()
    print(f"ok   the simulator in a page of January 2022, {REPLICATIONS} replications, {size >> 10} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
