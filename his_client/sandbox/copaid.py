"""The sandbox gateway's book of co-payments: what insured people paid themselves this year, visit by visit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from his_client.sandbox.insured import NUMBER_LENGTHS, InsuredRegistry, InsuredRow, asked_day, same_name
from his_client.sandbox.store import Shape, Store


@dataclass(frozen=True, slots=True)
class CoPaymentRow:
    """One visit's co-payment; `amount` and `running` (the year's sum with it) are decimal texts in dong."""

    id: str
    id_number: str
    facility: str
    came: str
    left: str
    amount: str
    running: str


CO_PAYMENTS = Shape("co_payments", CoPaymentRow, "id", (("id_number",),))


class CoPaymentBook:
    """Co-payments in a store, for the people of a registry."""

    def __init__(self, store: Store, registry: InsuredRegistry) -> None:
        self._store = store
        self._registry = registry
        self.rows = store.table(CO_PAYMENTS)

    def co_pay(self, id_number: str, amount: Decimal, *, facility: str = "01999", came: str = "") -> None:
        """Adds a visit that ended with `amount` dong of co-payment; `came` is yyyyMMddHHmm.

        Raises ValueError for an amount that is negative or no number.
        """
        if not amount.is_finite() or amount < 0:
            raise ValueError("amount")
        with self._store.transaction():
            earlier = self.rows.where(id_number=id_number)
            running = amount + (Decimal(earlier[-1].running) if earlier else 0)
            number = len(earlier) + 1
            self.rows.put(
                CoPaymentRow(f"{id_number}:{number}", id_number, facility, came, came, str(amount), str(running))
            )

    def answer(self, number: str, name: str, birth: str) -> dict[str, Any]:
        """The reply of TraCuuTienMCCT: 200 with rows, 204 without a card or without rows, 400 for a bad question."""
        asked = asked_day(birth)
        if not name.strip() or asked is None or len(number) not in NUMBER_LENGTHS:
            return {"MaKetQua": "400", "GhiChu": "Sai tham số", "DataCCT": None, "ThongTinSoThe": None}
        row, _ = self._registry.find(number)
        found = () if row is None or not _about(row, name, asked) else self.rows.where(id_number=row.id_number)
        if row is None or not found:
            return {"MaKetQua": "204", "GhiChu": "", "DataCCT": None, "ThongTinSoThe": None}
        return {
            "MaKetQua": "200",
            "GhiChu": f"{row.full_name} - {row.card}",
            "DataCCT": [
                {
                    "maThe": row.card,
                    "maCskcb": visit.facility,
                    "ngayVao": visit.came,
                    "ngayRa": visit.left,
                    "tBNCCTMCCT": float(visit.amount),
                    "tBNCCTLuyKe": float(visit.running),
                }
                for visit in reversed(found)
            ],
            "ThongTinSoThe": {
                "hoTen": row.full_name.upper(),
                "ngaySinh": "/".join(reversed(row.birth_date.split("-"))),
                "ngayKetThuc": "/".join(reversed(row.valid_to.split("-"))),
                "maBhxh": row.card[-10:],
            },
        }


def _about(row: InsuredRow, name: str, asked: str) -> bool:
    fits = row.birth_date.startswith(asked) or asked.startswith(row.birth_date)
    return fits and same_name(name, row.full_name)
