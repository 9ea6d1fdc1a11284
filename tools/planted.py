"""The harness is tested: known bugs are put into a copy of the product, and each must be caught by the test it names.

`python tools/planted.py [NAME...] [--json]`. A bug is a piece of the real code put in place of another; a piece that
is not there any more ends the run, so that no plant is quietly without effect. Each test first runs on the clean copy.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.campaign.values import Broken, Promise, Row, rows_json, table

ROOT = Path(__file__).parents[1]
COPIED = (
    "kiosk",
    "chip_reader",
    "face_match",
    "his_client",
    "ui",
    "tests",
    "docs",
    "fuzz",
    "packaging",
    "pyproject.toml",
)
LONGEST_S = 600


@dataclass(frozen=True, slots=True)
class Plant:
    """A bug: in `file`, `before` becomes `after`; `test` is who must notice."""

    name: str
    says: str
    file: str
    before: str
    after: str
    test: str


PLANTS = (
    Plant(
        "lost_fsync",
        "the journal no longer waits for the disk",
        "kiosk/journal/sql.py",
        '"PRAGMA synchronous = EXTRA"',
        '"PRAGMA synchronous = OFF"',
        "tests/journal/test_journal.py::test_a_commit_is_synced_whole_under_a_rollback_journal_and_never_a_wal",
    ),
    Plant(
        "blind_resend",
        "what is unknown is sent again without asking",
        "kiosk/delivery/machine.py",
        "return _again(replace(delivery, phase=Phase.UNKNOWN, reason=reason), Command.ASK, patience)",
        "return _again(replace(delivery, phase=Phase.UNKNOWN, reason=reason), Command.SEND, patience)",
        "tests/delivery/test_delivery_courier.py::test_one_key_has_one_effect_and_one_end",
    ),
    Plant(
        "resend_after_restart",
        "after a restart the station sends instead of asking",
        "kiosk/delivery/machine.py",
        "return None if delivery.final else Next(Command.ASK)",
        "return None if delivery.final else Next(Command.SEND)",
        "tests/delivery/test_delivery_machine.py"
        "::test_after_unknown_and_after_a_restart_it_is_asked_before_anything_is_sent",
    ),
    Plant(
        "swapped_amount",
        "the hospital is told what came instead of what the bill asked",
        "kiosk/hub/money/applying.py",
        "PaymentNotice(notice_id, bill_id, due, lead.booked_at, memo)",
        "PaymentNotice(notice_id, bill_id, amount, lead.booked_at, memo)",
        "tests/hub/test_hub_decisions.py::test_money_in_parts_is_posted_once_when_it_makes_the_sum",
    ),
    Plant(
        "credit_counted_twice",
        "a bank's line that is listed again is new money",
        "kiosk/money/book.py",
        "        if known is not None:\n            return self._listed_again(",
        "        if known is None and credit.amount < 0:\n            return self._listed_again(",
        "tests/money/test_money_book.py::test_the_same_line_listed_again_is_the_same_money",
    ),
    Plant(
        "skipped_hash_check",
        "a data group need not be the one that was signed",
        "chip_reader/sod.py",
        "matches = digest(sod.hash_algorithm, data) == expected",
        "matches = len(digest(sod.hash_algorithm, data)) == len(expected)",
        "tests/chip_reader/test_reading.py::test_an_altered_file_is_named",
    ),
    Plant(
        "any_signature_fits",
        "a provider's message counts whoever signed it",
        "his_client/payments/notices.py",
        'return isinstance(given, str) and hmac.compare_digest(expected.encode(), given.encode(errors="replace"))',
        "return isinstance(given, str) and len(expected) > 0",
        "tests/his_client/test_payment_providers.py::test_a_forged_notice_is_refused_and_no_money_is_believed",
    ),
    Plant(
        "no_total_deadline",
        "a neighbour may answer a byte a second for ever",
        "his_client/http.py",
        "        worker.join(deadline_s)\n        if worker.is_alive():",
        "        worker.join()\n        if worker.is_alive():",
        "tests/his_client/test_http_client.py::test_a_byte_a_second_ends_at_the_deadline",
    ),
    Plant(
        "follows_redirects",
        "credentials go wherever an answer points",
        "his_client/http.py",
        "allow_redirects=False,",
        "allow_redirects=True,",
        "tests/his_client/test_http_client.py",
    ),
    Plant(
        "asks_without_consent",
        "the insurer is asked about people who did not agree",
        "kiosk/visit/stages/identify.py",
        "elif facts.consent.insurer and not (",
        "elif not (",
        "tests/visit/test_visit_straight_way.py::test_without_consent_to_the_insurer_nothing_is_claimed",
    ),
    Plant(
        "portrait_without_consent",
        "the picture from the chip is kept of people who did not agree to be compared",
        "kiosk/station/core.py",
        "answer.portrait if self._visit.facts.consent.face else None",
        "answer.portrait",
        "tests/station/test_station_core.py"
        "::test_a_portrait_nobody_may_compare_is_not_held_even_when_the_reading_cannot_be_written",
    ),
    Plant(
        "names_unmasked",
        "whole names stand where others can read",
        "kiosk/privacy.py",
        'masked = [word[0] + "*" * max(1, len(word) - 1) for word in rest]',
        "masked = [word.title() for word in rest]",
        "tests/visit/test_visit_ids_and_privacy.py"
        "::test_a_masked_name_keeps_its_family_name_and_one_letter_of_the_rest",
    ),
    Plant(
        "erasure_keeps_the_key",
        "an erased person's key stays in the file",
        "kiosk/journal/journal.py",
        "                execute(sql.DELETE_UNUSED_KEY, (subject,))\n",
        "",
        "tests/life/test_retention.py::test_no_byte_of_what_was_erased_stays_in_the_file",
    ),
    Plant(
        "erased_bytes_stay",
        "an erased person's bytes stay in the file's free pages",
        "kiosk/journal/sql.py",
        '"PRAGMA secure_delete = ON"',
        '"PRAGMA secure_delete = OFF"',
        "tests/journal/test_journal.py::test_an_erased_person_leaves_a_whole_chain_and_no_byte",
    ),
    Plant(
        "guesses_cost_nothing",
        "wrong PINs are free",
        "kiosk/cashier/users.py",
        "if beyond > 0 else None",
        "if beyond > 1_000 else None",
        "tests/cashier/test_who_may.py::test_wrong_pins_lock_longer_and_longer_and_a_right_one_begins_anew",
    ),
    Plant(
        "new_key_on_every_request",
        "a registration that is made again has another key",
        "kiosk/visit/request.py",
        "        key=visit_id,\n",
        '        key=f"{visit_id}-{at.timestamp()}",\n',
        "tests/simulation/test_simulated_days.py::test_every_invariant_holds",
    ),
    Plant(
        "another_stations_answer",
        "the gate hands on whatever came on the line to the hub",
        "kiosk/hub/gate/behind.py",
        "if reply.headers.get(CALL_HEADER, named[CALL_HEADER]) != named[CALL_HEADER]:",
        'if reply.headers.get(CALL_HEADER, named[CALL_HEADER]) == "":',
        "tests/campaign/test_spoiled_lines.py::test_a_gate_gives_no_station_what_was_said_to_another",
    ),
    Plant(
        "a_number_twice",
        "a hub started on a doubtful clock gives the day's numbers again",
        "kiosk/queue/desk.py",
        "used = {place.number for place in queue.places.values()} | queue.avoided",
        "used = {place.number for place in queue.places.values()}",
        "tests/queue/test_queue_started.py"
        "::test_after_a_start_of_the_machine_a_day_that_may_not_be_one_gives_no_number_of_the_last",
    ),
    Plant(
        "full_disk_unnoticed",
        "a hub whose disk is full takes what it cannot write",
        "kiosk/hub/service.py",
        "None if core.has_room() or",
        "None if core.has_room() is not None or",
        "tests/hub/test_hub_full.py::test_what_would_be_written_is_not_begun_and_stations_hear_not_now",
    ),
    Plant(
        "a_jump_ages_everything",
        "a clock that jumps ahead makes today's rows due for erasure",
        "kiosk/life/lived.py",
        "replace(due, rows=tuple(row for row in due.rows if row <= last))",
        "replace(due, rows=tuple(row for row in due.rows if row <= last or last == 0))",
        "tests/campaign/test_clock_campaign.py",
    ),
)


class NoPlant(RuntimeError):
    """The bug cannot be put in, or its test fails without it: the table of plants must be mended."""


def tried(plant: Plant, tree: Path) -> Row:
    """Run the test on the clean copy and on the one with the bug."""
    clean = test(plant.test, tree)
    if clean.returncode:
        raise NoPlant(f"{plant.name}: {plant.test} fails without the bug\n{clean.stdout[-2000:]}")
    file = tree / plant.file
    whole = file.read_text(encoding="utf-8")
    if whole.count(plant.before) != 1:
        raise NoPlant(f"{plant.name}: what it changes stands {whole.count(plant.before)} times in {plant.file}")
    written(file, whole.replace(plant.before, plant.after))
    try:
        planted = test(plant.test, tree)
    finally:
        written(file, whole)
    # 1 is "tests failed"; anything else means that nothing was tested, which catches nothing.
    missed = () if planted.returncode == 1 else (Broken(plant.name, Promise.FOUND, f"{plant.test} did not notice"),)
    return Row("planted", plant.says, 1, (Promise.FOUND,), missed)


def written(file: Path, text: str) -> None:
    """A file of another time than before: compiled code is told to be old by a file's whole seconds and its length."""
    before = file.stat().st_mtime
    file.write_text(text, encoding="utf-8")
    os.utime(file, (before + 2, before + 2))


def test(node: str, tree: Path) -> subprocess.CompletedProcess[str]:
    """One test, or a file of them, over the packages of the copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", node]
    around = os.environ | {"PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(command, cwd=tree, env=around, text=True, capture_output=True, timeout=LONGEST_S, check=False)


def rows(plants: Sequence[Plant]) -> Iterator[Row]:
    """Every plant in turn, in one copy of the tree."""
    with tempfile.TemporaryDirectory(prefix="kiosk-planted-") as name:
        tree = Path(name)
        for part in COPIED:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, tree / part)
        for plant in plants:
            row = tried(plant, tree)
            print(f"{plant.name}: {'caught' if row.held else 'NOT CAUGHT'}", file=sys.stderr, flush=True)  # noqa: T201
            yield row


def main() -> int:
    """The command line: 1 when a bug was not caught, 2 when one could not be planted."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("names", nargs="*", help="which bugs; all when none is named")
    words.add_argument("--json", action="store_true")
    given = words.parse_args()
    wanted = [plant for plant in PLANTS if not given.names or plant.name in given.names]
    try:
        found = list(rows(wanted))
    except NoPlant as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    print(rows_json(found) if given.json else table(found))  # noqa: T201
    return int(not all(row.held for row in found))


if __name__ == "__main__":
    raise SystemExit(main())
