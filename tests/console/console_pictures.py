"""Draws the pictures of docs/console.md: an invented hospital's fleet in the real pages, in a real browser.

.venv/bin/python tests/console/console_pictures.py docs/images
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Response
from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

sys.path.append(str(Path(__file__).parents[1] / "fleet"))
from console_parts import PIN, Hub, hub_at_work

from his_client.outcome import Done
from kiosk.cashier.values import Role
from kiosk.fleet.values import OWN_FILE, DeviceState, OrderKind, StationState
from kiosk.hub.fleet.history import Change
from kiosk.hub.service import HubServer
from kiosk.printing.fonts import Weight, font_file

OK, WARN, FAIL = DeviceState.OK, DeviceState.WARN, DeviceState.FAIL
WELL = tuple((name, OK, "") for name in ("reader", "camera", "printer", "disk", "clock", "his", "insurer", "hub"))
STEPS = ("clinic", "welcome", "welcome", "reading", "payment", "face", "welcome", "check", "welcome", "welcome")
PLACES = (
    (tuple(f"K0{number}" for number in range(1, 9)), "Nhà A · Sảnh chính", "sảnh", 4),
    (tuple(f"K1{number}" for number in range(1, 5)), "Nhà A · Tầng 2, khoa khám", "khoa khám", 4),
    (tuple(f"K2{number}" for number in range(1, 5)), "Nhà B · Khoa nhi", "khoa nhi", 4),
    (tuple(f"K3{number}" for number in range(1, 5)), "Nhà C · Cấp cứu và viện phí", "viện phí", 4),
)
FONTS = {400: Weight.REGULAR, 600: Weight.SEMIBOLD, 700: Weight.BOLD}


def ill(device: str, state: DeviceState, code: str) -> tuple[tuple[str, DeviceState, str], ...]:
    return tuple((device, state, code) if one[0] == device else one for one in WELL)


def furnish(hub: Hub) -> None:
    """A morning with two stations that serve nobody, two that somebody should look at, and one that rests."""
    hub.accounts.add("an.it", Role.IT)
    for names, place, group, wide in PLACES:
        hub.enrol(*names, group=group)
        for number, name in enumerate(names):
            across, down = (number % wide) / (wide - 1), 0.15 + 0.2 * (number // wide)
            hub.fleet.place(name, "", group, place, across, down, "tu.it")
    for number, name in enumerate(hub.says):
        step = STEPS[number % len(STEPS)]
        busy = step != "welcome"
        state = StationState.VISIT if busy else StationState.WELCOME
        said = {"visit_s": 41 if busy else 0, "last_visit_s": 72, "visits_today": 18 + number * 7 % 23}
        hub.says_of(name, step=step, state=state, devices=WELL, **said)
    hub.run(120)
    hub.says_of("K03", devices=ill("his", FAIL, "refused"), undelivered=4)
    hub.says_of("K07", devices=ill("printer", WARN, "low"))
    hub.says_of("K33", devices=ill("camera", FAIL, "dark"))
    hub.says_of("K13", state=StationState.OUT_OF_SERVICE, step="closed")
    hub.fleet.issue_token("K41", "khoa nhi", "tu.it")
    hub.run(240, silent=("K23",))
    hub.fleet.take_alert(hub.fleet.alerts()[-1].alert_id, "an.it")
    hub.fleet.give("K03", OrderKind.RESTART, "", "an.it")
    now = hub.time.now()
    well = Change(now - timedelta(hours=5), "serving", "1.4.2", OWN_FILE, (), ())
    hub.history.changes = (
        replace(well, at=now - timedelta(minutes=4), devices=(("his", "fail", "refused"),)),
        well,
        replace(well, at=well.at - timedelta(minutes=2), state="out_of_service"),
        replace(well, at=well.at - timedelta(days=3), version="1.4.1"),
    )
    hub.fleet.keep_configuration("Sảnh, mùa đông", "[policy]\nidle_s = 60\n", "tu.it")
    kept = hub.fleet.keep_configuration("Chờ ngắn hơn buổi sáng", "[policy]\nidle_s = 40\n", "tu.it")
    assert isinstance(kept, Done)
    waves = (("K21", "K22"), ("khoa nhi", "khoa khám"), ("sảnh", "viện phí"))
    hub.fleet.roll_out(kept.value, waves, 600, "tu.it")
    hub.run(60, silent=("K23",))


def draw(hub: Hub, folder: Path) -> None:
    hub.app.add_url_rule(
        "/fonts/<int:weight>.ttf",
        "font",
        lambda weight: Response(font_file(FONTS[weight]).read_bytes(), mimetype="font/ttf"),
    )
    server = HubServer(hub.app, "127.0.0.1", 0)
    server.start()
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))

    def shot(name: str, path: str, width: int = 1440, height: int = 900) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.get(server.url + path)
        driver.execute_script("return document.fonts.ready")
        file = folder / f"console-{name}.png"
        driver.save_screenshot(str(file))
        Image.open(file).convert("RGB").quantize(128).save(file, optimize=True)

    try:
        driver.get(f"{server.url}/console/")
        driver.find_element(By.NAME, "user").send_keys("tu.it")
        driver.find_element(By.NAME, "pin").send_keys(PIN)
        driver.find_element(By.CSS_SELECTOR, "button.primary").click()
        shot("overview", "/console/")
        shot("station", "/console/stations/K03")
        shot("configurations", "/console/configurations", 1440, 760)
        shot("map", "/console/map?name=Nhà A · Sảnh chính", 1440, 760)
        shot("phone", "/console/", 390, 1180)
    finally:
        driver.quit()
        server.stop()


if __name__ == "__main__":
    with hub_at_work() as made:
        furnish(made)
        draw(made, Path(sys.argv[1]))
