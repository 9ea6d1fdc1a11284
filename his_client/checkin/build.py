"""A check-in record from what a kiosk knows: identity, insurance claim with its card, the first service, the times."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from his_client.checkin.record import CheckInRecord
from his_client.clock import VIETNAM
from his_client.his.ports import Identity, InsuranceClaim
from his_client.insurance.ports import Eligibility, EligibilityStatus

WITHOUT_INSURANCE = "9"
EXAMINATION = "01"
"""MA_LOAI_KCB of an examination; the clinic sets another one when it is another (decision 1804/2026)."""

_INSURED = {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
_SEXES = {"nam": "1", "m": "1", "nữ": "2", "nu": "2", "f": "2"}


@dataclass(frozen=True, slots=True)
class Ordered:
    """The first service, usually the examination, as the HIS codes it."""

    code: str
    name: str


def build(
    *,
    identity: Identity,
    claim: InsuranceClaim | None,
    coverage: Eligibility | None,
    facility: str,
    service: Ordered,
    arrived_at: datetime,
    ordered_at: datetime,
    visit_code: str = "",
    patient_id: str = "",
    birth_time: time | None = None,
    kind: str = EXAMINATION,
) -> CheckInRecord:
    """The record of a visit that begins at the door, so nothing of an admission, a drug or a supply is in it.

    :param claim: None, or one whose check did not find the patient insured: a visit without insurance, code 9.
    :param coverage: the check's answer, for the card's dates and its facility.
    :param facility: MA_CSKCB.
    :param visit_code, patient_id: MA_LK and MA_BN, once the HIS has given them.
    :param birth_time: needed for a child of at most 28 days.
    """
    insured = claim is not None and claim.card is not None and claim.status in _INSURED
    card = coverage if insured else None
    return CheckInRecord(
        ma_lk=visit_code,
        ma_bn=patient_id,
        ho_ten=_text(identity.full_name),
        so_cccd=identity.id_number.strip().upper(),
        ngay_sinh=birth_text(identity.date_of_birth, birth_time),
        gioi_tinh=_SEXES.get(unicodedata.normalize("NFC", identity.sex).strip().lower(), "3"),
        ma_the_bhyt=claim.card if claim is not None and claim.card is not None and insured else "",
        ma_dkbd=(card.first_registration or "") if card else "",
        gt_the_tu=_day(card.valid_from) if card else "",
        gt_the_den=_day(card.valid_to) if card else "",
        ma_doituong_kcb=claim.route_code if claim is not None and insured else WITHOUT_INSURANCE,
        ngay_vao=_instant(arrived_at),
        ma_loai_kcb=kind,
        ma_cskcb=facility,
        ma_dich_vu=service.code,
        ten_dich_vu=_text(service.name),
        ngay_yl=_instant(ordered_at),
    )


def birth_text(birth: str, at: time | None = None) -> str:
    """NGAY_SINH from an ISO 8601 date, possibly `YYYY` or `YYYY-MM`, and the time of birth if it is known.

    Without a day nothing but the year counts. Empty for a text that is no date.
    """
    parts = birth.strip().split("-")
    if not all(part.isascii() and part.isdecimal() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        return ""
    if len(parts) < 3:
        return f"{parts[0]}00000000"
    try:
        born = date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return ""
    return f"{born:%Y%m%d}{at:%H%M}" if at else f"{born:%Y%m%d}0000"


def _text(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%Y%m%d}"


def _instant(instant: datetime) -> str:
    return f"{instant.astimezone(VIETNAM):%Y%m%d%H%M}"
