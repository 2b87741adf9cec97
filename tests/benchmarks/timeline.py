"""Measures a timeline of 500 synthetic events on a phone that is slowed down: how large, how soon shown, how soon interactive.

Run it as `.venv/bin/python tests/benchmarks/timeline.py`; it needs what the tests need, and Chromium on the path.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:] = [
    str(ROOT),
    *(place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent),
]

ADDRESS = "/timelines/five-hundred/"
PAGES = {
    "all, the first part": "",
    "decades": "?zoom=decades",
    "years": "?zoom=years",
    "lanes by theme": "?lanes=theme",
}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
# What Lighthouse calls slow 4G: 150 ms there and back, 1.6 Mbit/s.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
PROFILES = {"processor 4 times slower": (4, None), "and slow 4G": (4, NETWORK), "6 times, slow 4G": (6, NETWORK)}
ROUNDS = 5
INTERACTIVE_WITHIN, LARGEST = 1_000, 150_000
WATCH = """
  window.longest = 0;
  new PerformanceObserver(list => { for (const task of list.getEntries()) longest = Math.max(longest, task.startTime + task.duration); })
    .observe({type: "longtask", buffered: true});
"""
# `work` is the main thread's own time, as slowed down: on a busy machine it says more than the clock does.
# Interactive: painted, parsed with its scripts run, and no task of 50 ms or more going on.
READ = """() => {
  const page = performance.getEntriesByType("navigation")[0];
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const shown = paint ? paint.startTime : page.domContentLoadedEventEnd;
  const sent = performance.getEntriesByType("resource").reduce((sum, one) => sum + one.transferSize, page.transferSize);
  return {html: page.decodedBodySize, sent, answered: page.responseStart, shown,
          interactive: Math.max(shown, page.domContentLoadedEventEnd, longest)};
}"""


def make_events(count: int) -> None:
    """One timeline with events of every precision, stage and two themes, as long as the longest of the seed."""
    from tests.factories import content as made

    themes = [made.theme(title=f"History {number}", short_title=f"History {number}") for number in (1, 2)]
    names = ("identification", "registration", "exclusion", "removal", "violence", "denial", "resistance", "redress")
    stages = [made.stage(slug=name, label=name.capitalize(), position=at) for at, name in enumerate(names)]
    clauses, work, place = [made.clause() for _ in range(3)], made.source(), made.place()
    for number in range(count):
        year = 1900 + number // 5
        date = (
            f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            f"{year}-{number % 12 + 1:02}",
            f"{year}~",
            f"{year}/{year + 2}",
        )
        made.event(
            title=f"What was decided on the {number}th day, and by whom",
            summary="A sentence on what happened that day, who decided it and whom it touched. " * 2,
            date=date[number % 4],
            themes=themes[: 1 + number % 2],
            stage=stages[number % 8],
            place=place,
            sources=[(work, "p. 4")],
            pledge=[(clauses[number % 3], "example", made.WHY)],
            content_reasons=["killing"] if number % 7 == 0 else [],
        )
    made.timeline(slug="five-hundred", title="Five hundred events", rule_themes=themes[:1], themes=themes[:1])


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[str]:
    from archive.launcher.__main__ import server_command

    server = subprocess.Popen(server_command(sys.executable, "run", port), cwd=ROOT, env=environment)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{ADDRESS}", timeout=60)
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def measured(browser, address: str, slower: int, network: dict | None, rounds: int) -> dict[str, float]:
    """The medians of some openings, each in a fresh profile with nothing kept."""
    found = []
    for _ in range(rounds):
        context = browser.new_context(**PHONE)
        context.add_init_script(WATCH)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        if network:
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", network)
        page.goto(address, wait_until="load", timeout=120_000)
        page.wait_for_timeout(1_000)
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        found.append({**page.evaluate(READ), "work": metrics["TaskDuration"] * 1_000})
        context.close()
    return {name: median(one[name] for one in found) for name in found[0]}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Measure a timeline of many events on a slow phone.")
    parser.add_argument("--events", type=int, default=500, help="how many synthetic events (500)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each page is opened ({ROUNDS})")
    given = parser.parse_args(arguments)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        parser.error("There is no Chromium on the path. Name one: CHROMIUM=/path/to/chromium.")
    with tempfile.TemporaryDirectory(prefix="archive-benchmark-") as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="archive.settings.run", ARCHIVE_VAR=folder, SECRET_KEY="benchmark")
        print(f"making {given.events} events …", flush=True)
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import transaction
        from playwright.sync_api import sync_playwright

        from tests.live import free_port

        call_command("migrate", verbosity=0)
        with transaction.atomic():
            make_events(given.events)
        port = free_port()
        environment = {**os.environ, "SITE_URL": f"http://127.0.0.1:{port}"}
        with served(environment, port) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            print(f"\n{given.events} events, medians of {given.rounds}\n")
            print(
                f"{'':<22}{'':<26}{'HTML':>10}{'sent':>10}{'answered':>11}{'shown':>9}{'interactive':>13}{'work':>10}"
            )
            for name, query in PAGES.items():
                for profile, (slower, network) in PROFILES.items():
                    one = measured(browser, f"{site}{ADDRESS}{query}", slower, network, given.rounds)
                    after = one["interactive"] - one["answered"]
                    verdict = "met" if after <= INTERACTIVE_WITHIN and one["html"] < LARGEST else "MISSED"
                    print(
                        f"{name:<22}{profile:<26}{one['html']:>10,.0f}{one['sent']:>10,.0f}{one['answered']:>8,.0f} ms"
                        f"{one['shown']:>6,.0f} ms{one['interactive']:>10,.0f} ms"
                        f"{one['work']:>7,.0f} ms  {after:,.0f} ms after the answer began: {verdict}",
                        flush=True,
                    )
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
