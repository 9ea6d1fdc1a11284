"""The integrator's page says what the code does: calls with their signed fields, points, a signature by hand."""

import hashlib
import hmac
from pathlib import Path

from his_client.his.capability import Capability
from his_client.his.conformance.insured import all_points
from his_client.his.medipay_wire import who
from his_client.his.ports import Identifier, IdentitySource
from his_client.his.signing import SIGNED_FIELDS, sign
from his_client.insurance import his_route

PAGE = (Path(__file__).parents[2] / "docs" / "connect-a-his.md").read_text(encoding="utf-8")


def table(name: str) -> list[list[str]]:
    lines = PAGE.partition(f"<!-- {name}: begin -->")[2].partition(f"<!-- {name}: end -->")[0].strip().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_call_stands_there_with_what_it_signs() -> None:
    told = {tuple(call.strip("*` ").split()): tuple(fields.strip("`").split()) for call, fields in table("calls")}
    assert told == {**SIGNED_FIELDS, ("GET", his_route.PATH): his_route.SIGNED_FIELDS}


def test_every_point_stands_there_with_its_promise() -> None:
    told = [(name.strip("`"), promise) for name, promise, _ in table("points")]
    points = all_points(None)
    assert told == [(point.name, point.promise) for point in points]
    for point, (_, _, needs) in zip(points, table("points"), strict=True):
        assert all(f"`{capability}`" in needs for capability in point.needs)
        assert ("--lasting" in needs) == point.lasting


def test_the_signature_made_by_hand_is_the_clients() -> None:
    line = next(line for line in PAGE.splitlines() if "openssl dgst" in line)
    by_hand = hmac.new(b"secret", line.split("'")[3].encode(), hashlib.sha256).hexdigest()
    asked = who(Identifier.citizen("001090000017"), IdentitySource.CHIP_AND_FACE)
    assert sign("secret", "KIOSK", "1764000000000", ("GET", "/benhnhan"), asked) == by_hand


def test_what_the_example_lacks_is_named_as_the_code_names_it() -> None:
    line = next(line for line in PAGE.splitlines() if line.strip().startswith("lacks"))
    assert set(line.split('"')[1::2]) <= {capability.value for capability in Capability}
