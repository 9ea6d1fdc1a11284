"""What happens to memos and money on their way: how often each thing is done to a day's transfers.

The rates are stated, not measured: no bank publishes them. They are meant to be worse than a real day.
"""

from __future__ import annotations

import random

RATES = {
    # of payments
    "missing at the bank": 0.010,
    "paid short": 0.003,
    "paid over": 0.003,
    "paid in two or three parts": 0.003,
    "paid twice": 0.004,
    "taken back": 0.002,
    "taken back and paid again": 0.0005,
    "two orders in one transfer": 0.002,
    "late by half an hour to six hours": 0.010,
    "to another account": 0.0005,
    "twin: the same amount in the same second": 0.010,
    "receipt missing at the HIS": 0.003,
    "receipt of another amount": 0.0005,
    # of memos
    "code wholly gone": 0.005,
    "code cut at the end by one or two": 0.015,
    "code cut at the end by three or more": 0.003,
    "one edit in the code": 0.030,
    "two edits in the code": 0.010,
    "three edits in the code": 0.003,
    "an earlier order's code beside its own": 0.001,
    # lines and receipts beyond the payments
    "foreign transfers without a code": 0.015,
    "transfers for another day's orders": 0.005,
    "receipts without money": 0.001,
}
"""An edit is a character wrong, lost, put in or two swapped, anywhere in the code, its prefix included."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
LOOK_ALIKES = {"2": "Z", "3": "8", "4": "A", "5": "S", "6": "G", "8": "B", "9": "G", "C": "G", "E": "F", "M": "N"}

FRONT = (
    "",
    "",
    "{name} ",
    "{name}",
    "CT DEN:{digits} ",
    "MBVCB.{digits}.",
    "{name} chuyen khoan ",
    "Thanh toán viện phí ",
    "TT VIEN PHI",
    "QR - ",
    "IBFT ",
    "Đóng tiền khám ",
)
BEHIND = (
    "",
    "",
    " {name}",
    "{digits}",
    " chuyen tien",
    "CHUYENTIEN",
    ".CT tu {digits} toi {digits}",
    " FT26330{digits}",
    "-CHUYEN TIEN-OQCH{digits}",
    " khám bệnh",
)
NAMES = (
    "NGUYEN VAN AN",
    "TRAN THI BINH",
    "LE HOANG CUONG",
    "PHAM MINH KHANG",
    "Vũ Thị Kim Mai",
    "DO KHAC MINH",
    "Đặng Quốc Khánh",
    "HOANG KIM MAI",
    "BUI TUAN KIET",
    "Lý Mỹ Kim",
)
FOREIGN = (
    "{name} chuyen tien",
    "{name} CK TIEN VIEN PHI",
    "Trả tiền hàng tháng 11",
    "thanh toan hoa don {digits}",
    "UNG HO QUY KHUYEN HOC",
    "KM{digits} khuyen mai",
    "MBVCB.{digits}.{name} chuyen tien",
)


def edited(code: str, times: int, rng: random.Random) -> str:
    """A code after that many edits, each at a place of its own choosing; edits may undo one another."""
    letters = list(code)
    for _ in range(times):
        place = rng.randrange(len(letters))
        kind = rng.randrange(4)
        if kind == 0:
            likely = LOOK_ALIKES.get(letters[place])
            letters[place] = likely if likely and rng.random() < 0.4 else rng.choice(LETTERS)
        elif kind == 1:
            del letters[place]
        elif kind == 2:
            letters.insert(place, rng.choice(LETTERS))
        elif place:
            letters[place - 1], letters[place] = letters[place], letters[place - 1]
    return "".join(letters)


def filled(pattern: str, rng: random.Random) -> str:
    """A pattern with a name and digits of this day."""
    return pattern.format(name=rng.choice(NAMES), digits=f"{rng.randrange(10**9):09d}")
