"""The worked examples of ICAO Doc 9303-11, Appendix D: key derivation, basic access control, secure messaging."""

from __future__ import annotations

from collections.abc import Iterable

from chip_reader import BacKey
from chip_reader.apdu import CardChannel, Command
from chip_reader.bac import mutual_authentication
from chip_reader.crypto import derive_key, pad, retail_mac, tdes_decrypt, tdes_encrypt
from chip_reader.mrz import check_digit
from chip_reader.secure_messaging import SecureChannel, TripleDesCipher

KEY = BacKey("L898902C<", "690806", "940623")
RND_IFD, K_IFD = bytes.fromhex("781723860C06C226"), bytes.fromhex("0B795240CB7049B01C19B33E32804F0B")


class Script:
    """A card that knows exactly one conversation."""

    atr = b""

    def __init__(self, exchanges: Iterable[tuple[str, str]]) -> None:
        self._exchanges = [(bytes.fromhex(command), bytes.fromhex(answer)) for command, answer in exchanges]

    def transmit(self, apdu: bytes) -> bytes:
        command, answer = self._exchanges.pop(0)
        assert apdu.hex().upper() == command.hex().upper()
        return answer

    def close(self) -> None:
        assert not self._exchanges


AUTHENTICATION = [
    ("0084000008", "4608F919887022129000"),
    (
        "008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728",
        "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000",
    ),
]
READING = [
    ("0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800", "990290008E08FA855A5D4C50A8ED9000"),
    ("0CB000000D9701048E08ED6705417E96BA5500", "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000"),
    (
        "0CB000040D9701128E082EA28A70F3C7B53500",
        "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000",
    ),
]


def test_the_seed_and_keys_of_the_document() -> None:
    assert KEY.seed().hex().upper() == "239AB9CB282DAF66231DC5A4DF6BFBAE"
    assert derive_key(KEY.seed(), 1).hex().upper() == "AB94FDECF2674FDFB9B391F85D7F76F2"
    assert derive_key(KEY.seed(), 2).hex().upper() == "7962D9ECE03D1ACD4C76089DCE131543"


def test_the_machine_readable_zone_gives_the_same_key() -> None:
    first, second = "I<UTOL898902C<3".ljust(30, "<"), "6908061F9406236UTO".ljust(29, "<")
    second += check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    zone = first + second + "ERIKSSON<<ANNA<MARIA".ljust(30, "<")
    assert BacKey.from_mrz(zone) == KEY


def test_authentication_sends_and_accepts_the_published_bytes_and_then_reads_the_published_file() -> None:
    connection = Script(AUTHENTICATION + READING)
    numbers = iter([RND_IFD, K_IFD])
    channel = mutual_authentication(CardChannel(connection), KEY, lambda _: next(numbers))
    assert isinstance(channel, SecureChannel)
    assert channel.send(Command(0x00, 0xA4, 0x02, 0x0C, bytes.fromhex("011E"))).ok
    assert channel.send(Command(0x00, 0xB0, 0, 0, ne=4)).data.hex().upper() == "60145F01"
    rest = channel.send(Command(0x00, 0xB0, 0, 4, ne=18))
    assert rest.data.hex().upper() == "04303130365F36063034303030305C026175"
    assert rest.protected
    connection.close()


def test_secure_messaging_from_the_published_session_keys() -> None:
    cipher = TripleDesCipher(
        bytes.fromhex("979EC13B1CBFE9DCD01AB0FED307EAE5"),
        bytes.fromhex("F1CB1F1FB5ADF208806B89DC579DC1F8"),
        bytes.fromhex("887022120C06C226"),
    )
    connection = Script(READING[:1])
    assert SecureChannel(CardChannel(connection), cipher).send(Command(0, 0xA4, 2, 0x0C, b"\x01\x1e")).ok
    connection.close()


def test_the_cipher_and_checksum_of_the_first_message() -> None:
    seed = KEY.seed()
    plain = RND_IFD + bytes.fromhex("4608F91988702212") + K_IFD
    cryptogram = tdes_encrypt(derive_key(seed, 1), plain)
    assert cryptogram.hex().upper() == "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2"
    assert tdes_decrypt(derive_key(seed, 1), cryptogram) == plain
    assert retail_mac(derive_key(seed, 2), pad(cryptogram)).hex().upper() == "5F1448EEA8AD90A7"


def test_the_key_of_a_vietnamese_card_is_made_of_its_last_nine_digits() -> None:
    lines = ["IDVNM0990123459001099012345<<0", "9901100M3901108VNM<<<<<<<<<<<6", "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<"]
    key = BacKey.from_mrz(lines)
    assert key == BacKey("099012345", "990110", "390110")
    assert key == BacKey.from_typed("001099012345", "990110", "390110")
    assert key.seed().hex().upper() == "4D29FD1DC2994CDF525977B326A48EE3"
