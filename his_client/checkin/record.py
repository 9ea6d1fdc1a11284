"""One row of table XML0: 26 fields in the order of decisions 130, 4750 and 3176/QD-BYT, as the texts that are sent.

A field's name here is its tag in lower case. An absent value is the empty text; leading zeros stay; several values of
one field are joined by ";".
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """All of it is about one person's visit: encrypt it, log it never.

    Days are yyyymmdd, instants yyyymmddHHMM in Vietnamese time. `ngay_sinh` has 0000 for a time that is not known and
    `YYYY00000000` for a day that is not. `ma_lk` and `ma_bn` are given by the HIS.
    """

    ma_lk: str = ""
    stt: str = "1"
    ma_bn: str = ""
    ho_ten: str = field(default="", repr=False)
    so_cccd: str = field(default="", repr=False)
    ngay_sinh: str = field(default="", repr=False)
    gioi_tinh: str = ""
    ma_the_bhyt: str = field(default="", repr=False)
    ma_dkbd: str = ""
    gt_the_tu: str = ""
    gt_the_den: str = ""
    ma_doituong_kcb: str = ""
    ngay_vao: str = ""
    ngay_vao_noi_tru: str = ""
    ly_do_vnt: str = field(default="", repr=False)
    ma_ly_do_vnt: str = ""
    ma_loai_kcb: str = ""
    ma_cskcb: str = ""
    ma_dich_vu: str = ""
    ten_dich_vu: str = ""
    ma_thuoc: str = ""
    ten_thuoc: str = ""
    ma_vat_tu: str = ""
    ten_vat_tu: str = ""
    ngay_yl: str = ""
    du_phong: str = ""


FIELDS: tuple[str, ...] = tuple(one.name.upper() for one in dataclasses.fields(CheckInRecord))
"""The 26 tags in their order."""


def as_fields(record: CheckInRecord) -> Mapping[str, str]:
    """The record as the HIS takes it: every tag in order, the empty text for what is absent."""
    return {name: getattr(record, name.lower()) for name in FIELDS}
