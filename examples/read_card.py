"""Print the ID card on the reader; the three lines from its back come on standard input."""

import sys
from datetime import UTC, datetime

from chip_reader import BacKey, PcscReader, read_card
from chip_reader.facts import assess

connection = PcscReader().connect()
reading = read_card(connection, [BacKey.from_mrz(sys.stdin.read())], now=datetime.now(UTC))
connection.close()
citizen = reading.citizen
lines = [citizen.full_name, citizen.id_number, citizen.date_of_birth, citizen.place_of_residence]
lines += [f"{check.name}: {check.status} ({check.evidence})" for check in reading.checks]
sys.stdout.write("\n".join([*lines, assess(reading.checks).standing, ""]))
