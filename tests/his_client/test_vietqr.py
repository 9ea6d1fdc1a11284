"""VietQR against the published examples of NAPAS, and as a round trip for every value the builder takes."""

import string
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from his_client.payments import vietqr
from his_client.payments.banks import banks
from his_client.payments.vietqr import QrInvalid, Service, VietQr

STATIC_ACCOUNT = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
STATIC_CARD = "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52"
DYNAMIC_ACCOUNT = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA"
    "530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E"
)
DYNAMIC_CARD = (
    "00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC"
    "530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203"
)
VIRTUAL_ACCOUNT = (
    "00020101021238570010A00000072701270006970422011371045208946240208QRIBFTTA"
    "5303704540430005802VN62180814TT1BQG8F khanh6304D4F6"
)
OTHER_SCHEME = (
    "00020101021126280010A000000775011001087990425204597753037045802VN"
    "5909MYPHAMHER6005HANOI62260311MY PHAM HER0707MPHER0163041C50"
)


def sealed(payload: str) -> str:
    """A payload with the CRC that is right for it."""
    return payload + "6304" + vietqr.crc(payload + "6304")


def test_the_crc_has_the_published_check_value() -> None:
    assert vietqr.crc("123456789") == "29B1"


@pytest.mark.parametrize(
    ("payload", "meaning"),
    [
        (STATIC_ACCOUNT, VietQr(False, "970403", "0011012345678", "QRIBFTTA", None, None, None)),
        (STATIC_CARD, VietQr(False, "970403", "9704031101234567", "QRIBFTTC", None, None, None)),
        (
            DYNAMIC_ACCOUNT,
            VietQr(True, "970403", "0011012345678", "QRIBFTTA", 180000, "thanh toan don hang", "NPS6869"),
        ),
        (
            DYNAMIC_CARD,
            VietQr(True, "970403", "9704031101234567", "QRIBFTTC", 180000, "thanh toan don hang", "NPS6869"),
        ),
        (VIRTUAL_ACCOUNT, VietQr(True, "970422", "7104520894624", "QRIBFTTA", 3000, "TT1BQG8F khanh", None)),
    ],
)
def test_published_codes_are_read(payload: str, meaning: VietQr) -> None:
    assert vietqr.parse(payload) == meaning


@pytest.mark.parametrize("payload", [STATIC_ACCOUNT, STATIC_CARD, DYNAMIC_ACCOUNT, DYNAMIC_CARD])
def test_the_builder_writes_the_published_codes(payload: str) -> None:
    meaning = vietqr.parse(payload)
    written = vietqr.build(
        bank_bin=meaning.bank_bin,
        account=meaning.account,
        service=Service(meaning.service),
        amount=meaning.amount,
        purpose=meaning.purpose,
        bill_number=meaning.bill_number,
    )
    assert written == payload


def test_the_static_example_as_printed_is_refused_for_its_length() -> None:
    printed = sealed(STATIC_ACCOUNT[:-8].replace("01130011", "01120011"))
    with pytest.raises(QrInvalid) as refusal:
        vietqr.parse(printed)
    assert refusal.value.field.startswith("38-01")


def test_another_scheme_is_well_formed_and_still_not_ours() -> None:
    assert vietqr.read_fields(OTHER_SCHEME)["59"] == "MYPHAMHER"
    with pytest.raises(QrInvalid) as refusal:
        vietqr.parse(OTHER_SCHEME)
    assert refusal.value.field == "38-00"


def test_the_crc_may_be_in_lower_case_and_is_written_in_upper_case() -> None:
    assert vietqr.parse(STATIC_ACCOUNT[:-4] + "9e6f") == vietqr.parse(STATIC_ACCOUNT)


MOMO = sealed(
    "00020101021138620010A00000072701320006971025011899MM24327M123456780208QRIBFTTA53037045802VN62150511MOMOW2W1234"
)
ZALOPAY = sealed("00020101021138620010A00000072701320006970454011899ZP24327M123456780208QRIBFTTA53037045802VN")


@pytest.mark.parametrize(("payload", "bank"), [(MOMO, "971025"), (ZALOPAY, "970454")], ids=["MoMo", "ZaloPay"])
def test_wallets_have_letters_in_their_accounts(payload: str, bank: str) -> None:
    """As seen in the field; the accounts here are invented."""
    meaning = vietqr.parse(payload)
    assert (meaning.bank_bin, meaning.account[:2], meaning.account.isalnum()) == (bank, "99", True)
    assert banks()[bank]
    rebuilt = vietqr.build(bank_bin=bank, account=meaning.account)
    assert vietqr.parse(rebuilt).account == meaning.account


def test_a_crc_with_a_leading_zero_keeps_it() -> None:
    zeros = [
        text
        for amount in range(1, 400)
        if (text := vietqr.build(bank_bin="970436", account="0011009999999", amount=amount))[-4] == "0"
    ]
    assert zeros
    for text in zeros:
        assert len(text[text.rindex("6304") :]) == 8
        vietqr.parse(text)
        vietqr.parse(text[:-4] + text[-4:].lower())
        with pytest.raises(QrInvalid):
            vietqr.parse(text[:-4] + text[-3:])


def test_the_headline_over_the_dynamic_card_example_is_refused() -> None:
    """It pairs the static payload with the dynamic CRC."""
    with pytest.raises(QrInvalid) as refusal:
        vietqr.parse(STATIC_CARD[:-4] + DYNAMIC_CARD[-4:])
    assert refusal.value.field == "63"


@pytest.mark.parametrize(
    ("payload", "crc"),
    [
        (STATIC_ACCOUNT, "9E6F"),
        (STATIC_CARD, "4F52"),
        (DYNAMIC_ACCOUNT, "2E2E"),
        (DYNAMIC_CARD, "A203"),
        (VIRTUAL_ACCOUNT, "D4F6"),
        (OTHER_SCHEME, "1C50"),
    ],
)
def test_published_codes_have_their_published_crc(payload: str, crc: str) -> None:
    assert vietqr.crc(payload[:-4]) == crc


def test_an_over_long_purpose_is_read_and_never_written() -> None:
    long = "x" * 28
    payload = sealed(f"{DYNAMIC_ACCOUNT[: DYNAMIC_ACCOUNT.index('62340107')]}62320828{long}")
    assert vietqr.parse(payload).purpose == long
    with pytest.raises(QrInvalid):
        vietqr.build(bank_bin="970403", account="1", purpose=long)


@pytest.mark.parametrize("amount", ["50000", "50000."], ids=["digits", "with a dot"])
def test_an_amount_may_end_in_a_dot(amount: str) -> None:
    head = STATIC_ACCOUNT[: STATIC_ACCOUNT.index("5802VN")]
    assert vietqr.parse(sealed(f"{head}54{len(amount):02d}{amount}5802VN")).amount == 50000


@pytest.mark.parametrize("amount", ["50 000", "0", "50000.5", "5.0.0", "-5", ".", "1" * 14])
def test_a_wrong_amount_is_refused(amount: str) -> None:
    head = STATIC_ACCOUNT[: STATIC_ACCOUNT.index("5802VN")]
    with pytest.raises(QrInvalid) as refusal:
        vietqr.parse(sealed(f"{head}54{len(amount):02d}{amount}5802VN"))
    assert refusal.value.field == "54"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"bank_bin": "97040"}, "38-01-00"),
        ({"account": ""}, "38-01-01"),
        ({"account": "1" * 20}, "38-01-01"),
        ({"account": "00 11"}, "38-01-01"),
        ({"amount": 0}, "54"),
        ({"amount": 500_000_000}, "54"),
        ({"purpose": "Viện phí"}, "62-08"),
        ({"purpose": ""}, "62-08"),
        ({"bill_number": "x" * 26}, "62-01"),
        ({"merchant_category": "80"}, "52"),
    ],
)
def test_the_builder_refuses_what_the_format_cannot_carry(values: dict[str, object], field: str) -> None:
    good: dict[str, object] = {"bank_bin": "970436", "account": "0011009999999", "amount": 10120}
    with pytest.raises(QrInvalid) as refusal:
        vietqr.build(**{**good, **values})  # type: ignore[arg-type]
    assert refusal.value.field == field


ascii_texts = st.text(alphabet=string.ascii_letters + string.digits + " -./", min_size=1, max_size=25)


@given(
    bank=st.sampled_from(sorted(banks())),
    account=st.text(alphabet=string.ascii_letters + string.digits, min_size=1, max_size=19),
    amount=st.none() | st.integers(1, vietqr.CEILING - 1),
    purpose=st.none() | ascii_texts,
    bill=st.none() | ascii_texts,
)
def test_what_is_built_is_read_back(
    bank: str, account: str, amount: int | None, purpose: str | None, bill: str | None
) -> None:
    payload = vietqr.build(
        bank_bin=bank, account=account, amount=amount, purpose=purpose, bill_number=bill, merchant_category="8062"
    )
    assert vietqr.parse(payload) == VietQr(amount is not None, bank, account, "QRIBFTTA", amount, purpose, bill)


@given(place=st.integers(0, len(DYNAMIC_ACCOUNT) - 1), letter=st.sampled_from(string.digits + string.ascii_uppercase))
def test_one_changed_character_never_passes_unseen(place: int, letter: str) -> None:
    changed = DYNAMIC_ACCOUNT[:place] + letter + DYNAMIC_ACCOUNT[place + 1 :]
    if changed == DYNAMIC_ACCOUNT:
        return
    with pytest.raises(QrInvalid):
        vietqr.parse(changed)


@given(st.text(max_size=120))
def test_the_parser_only_ever_says_invalid(text: str) -> None:
    with pytest.raises(QrInvalid):
        vietqr.parse(text)


@given(st.text(alphabet=string.digits, max_size=80).map(lambda body: sealed("000201" + body)))
def test_a_right_crc_does_not_excuse_a_wrong_structure(payload: str) -> None:
    with pytest.raises(QrInvalid):
        vietqr.parse(payload)


def test_a_memo_loses_its_marks_and_stays_within_its_length() -> None:
    assert vietqr.ascii_memo("Viện phí – Đặng Thị Hường, khoa Nội") == "Vien phi Dang Thi Huong,"


LETTER_1589 = {
    "970400": "Saigonbank",
    "970403": "Sacombank",
    "970405": "Agribank",
    "970407": "Techcombank",
    "970415": "VietinBank",
    "970416": "ACB",
    "970418": "BIDV",
    "970422": "MB",
    "970423": "TPBank",
    "970432": "VPBank",
    "970436": "Vietcombank",
    "970437": "HDBank",
    "970441": "VIB",
    "970443": "SHB",
    "970448": "OCB",
    "970454": "BVBank",
}


def test_banks_have_the_names_of_the_state_banks_list_and_the_list_has_a_source_and_a_date() -> None:
    assert LETTER_1589.items() <= banks().items()
    assert len(banks()) > 50
    data = tomllib.loads(files("his_client.payments").joinpath("data/banks.toml").read_text(encoding="utf-8"))
    assert "1589/NHNN-TT" in data["source"]
    assert date.fromisoformat(data["date"]) >= date(2026, 11, 26)


def test_a_hospital_may_bring_a_newer_list(tmp_path: Path) -> None:
    newer = tmp_path / "banks.toml"
    newer.write_text('[bank]\n970436 = "Ngân hàng Mới"\n', encoding="utf-8")
    assert banks(newer) == {"970436": "Ngân hàng Mới"}
