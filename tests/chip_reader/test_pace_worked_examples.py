"""The worked examples of ICAO Doc 9303-11 for PACE: Appendix G (generic), H (integrated) and I (chip authentication).

Each is replayed byte for byte against the reader, and against the virtual card where the document gives the chip's
private keys (H.2 and I keep them back).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from chip_reader import BacKey
from chip_reader.apdu import CardChannel
from chip_reader.crypto import Suite, equal
from chip_reader.curves import PACE_DOMAINS
from chip_reader.groups import DhGroup, EcGroup, group
from chip_reader.pace import Established, authentication_token, establish
from chip_reader.secure_messaging import session_cipher
from chip_reader.security_infos import Mapping, parse_security_infos
from chip_reader.tlv import encode
from chip_reader.virtual.chip import ChipAgreement, PaceVariant
from chip_reader.virtual.protocols import CardPace

MODP_1024_ORDER = 0xF518AA8781A8DF278ABA4E7D64B7CB9D49462353
KEY = BacKey("T22000129", "640812", "101031")
CAM_KEY = BacKey("C11T002JM", "960812", "231031")


def h(*parts: str) -> bytes:
    return bytes.fromhex("".join(parts))


@dataclass(frozen=True)
class Example:
    """One conversation of the document. `secrets` are the reader's random choices in order.

    `password_key` stands where the document gives the key made of the password, and not the password itself.
    """

    name: str
    oid: str
    parameter: int
    key: BacKey
    encrypted_nonce: str
    secrets: tuple[bytes | int, ...]
    mapping: tuple[bytes, bytes | None]
    agreement: tuple[bytes, bytes]
    tokens: tuple[str, str]
    session: tuple[str, str]
    extra: bytes = b""
    password_key: str = ""


G1 = Example(
    "G.1 ECDH generic mapping",
    "04007F00070202040202",
    13,
    KEY,
    "95A3A016522EE98D01E76CB6B98B42C3",
    (
        0x7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99,
        0xA73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595,
    ),
    (
        h(
            "047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E",
            "544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D",
        ),
        h(
            "04824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57",
            "30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54",
        ),
    ),
    (
        h(
            "042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C",
            "3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462",
        ),
        h(
            "049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB",
            "7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094",
        ),
    ),
    ("C2B0BD78D94BA866", "3ABB9674BCE93C08"),
    ("F5F0E35C0D7161EE6724EE513A0D9A7F", "FE251C7858B356B24514B3BD5F4297D1"),
)
G2 = Example(
    "G.2 DH generic mapping",
    "04007F00070202040102",
    0,
    KEY,
    "854D8DF5827FA6852D1A4FA701CDDDCA",
    (0x5265030F751F4AD18B08AC565FC7AC952E41618D, 0x89CCD99B0E8D3B1F11E1296DCA68EC53411CF2CA),
    (
        h(
            "23FB3749EA030D2A25B278D2A562047ADE3F01B74F17A15402CB7352CA7D2B3EB71C343DB13D1DEBCE9A3666DBCFC920",
            "B49174A602CB47965CAA73DC702489A44D41DB914DE9613DC5E98C94160551C0DF86274B9359BC0490D01B03AD54022D",
            "CB4F57FAD6322497D7A1E28D46710F461AFE710FBBBC5F8BA166F4311975EC6C",
        ),
        h(
            "78879F57225AA8080D52ED0FC890A4B25336F699AA89A2D3A189654AF70729E623EA5738B26381E4DA19E004706FACE7",
            "B235C2DBF2F38748312F3C98C2DD4882A41947B324AA1259AC22579DB93F7085655AF30889DBB845D9E6783FE42C9F24",
            "49400306254C8AE8EE9DD812A804C0B66E8CAFC14F84D8258950A91B44126EE6",
        ),
    ),
    (
        h(
            "907D89E2D425A178AA81AF4A7774EC8E388C115CAE67031E85EECE520BD911551B9AE4D04369F29A02626C86FBC6747C",
            "C7BC352645B6161A2A42D44EDA80A08FA8D61B76D3A154AD8A5A51786B0BC07147057871A922212C5F67F43173172236",
            "B7747D1671E6D692A3C7D40A0C3C5CE397545D015C175EB5130551EDBC2EE5D4",
        ),
        h(
            "075693D9AE941877573E634B6E644F8E60AF17A0076B8B123D9201074D36152BD8B3A213F53820C42ADC79AB5D0AEEC3",
            "AEFB91394DA476BD97B9B14D0A65C1FC71A0E019CB08AF55E1F729005FBA7E3FA5DC41899238A250767A6D46DB974064",
            "386CD456743585F8E5D90CC8B4004B1F6D866C79CE0584E49687FF61BC29AEA1",
        ),
    ),
    ("B46DD9BD4D98381F", "917F37B5C0E6D8D1"),
    ("2F7F46ADCC9E7E521B45D192FAFA9126", "805A1D27D45A5116F73C54469462B7D8"),
)
H1 = Example(
    "H.1 ECDH integrated mapping",
    "04007F00070202040402",
    13,
    KEY,
    "143DC40C08C8E891FBED7DEDB92B64AD",
    (
        h("5DD4CBFC96F5453B130D890A1CDBAE32"),
        0xA73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595,
    ),
    (h("5DD4CBFC96F5453B130D890A1CDBAE32"), None),
    (
        h(
            "0489CBA23FFE96AA18D824627C3E934E54A9FD0B87A95D1471DC1C0ABFDCD640D4",
            "6755DE9B7B778280B6BEBD57439ADFEB0E21FD4ED6DF42578C13418A59B34C37",
        ),
        h(
            "0467F78E5F7F7686082B293E8D087E056916D0F74BC01A5F8957D0DE45691E51E8",
            "932B69A962B52A0985AD2C0A271EE6A13A8ADDDCD1A3A994B9DED257F4D22753",
        ),
    ),
    ("450F02B86F6A0909", "75D4D96E8D5B0308"),
    ("0D3FEB33251A6370893D62AE8DAAF51B", "B01E89E3D9E8719E586B50B4A7506E0B"),
    password_key="591468CDA83D65219CCCB8560233600F",
)
H2 = Example(
    "H.2 DH integrated mapping",
    "04007F00070202040302",
    0,
    KEY,
    "9ABB8864CA0FF1551E620D1EF4E13510",
    (
        h("B3A6DB3C870C3E99245E0D1C06B747DE"),
        int(
            "4BD0E54740F9A028E6A515BFDAF967848C4F5F5FFF65AA0915947FFD1A0DF2FA6981271BC905F3551457B7E03AC3B8066DE4AA40"
            "6C1171FB43DD939C4BA16175103BA3DEE16419AA248118F90CC36A3D6F4C373652E0C3CCE7F0F1D0C5425B3600F0F0D6A67F004C"
            "8BBA33F2B4733C7252445C1DFC4F1107203F71D2EFB28161",
            16,
        ),
    ),
    (h("B3A6DB3C870C3E99245E0D1C06B747DE"), None),
    (
        h(
            "0F0CC62945A8029251FB7EF3C094E12EC68E4EF07F27CB9D9CD04C5C4250FAE0E4F8A951557E929AEB48E5C6DD47F2F5",
            "CD7C351A9BD2CD722C07EDE166770F08FFCB370262CF308DD7B07F2E0DA9CAAA1492344C852906919538C98A4BA4187E",
            "76CE9D87832386D319CE2E043C3343AEAE6EDBA1A9894DC5094D22F7FE1351D5",
        ),
        h(
            "928D9A0F9DBA450F13FC859C6F290D1D36E42431138A4378500BEB4E0401854CFF111F71CB6DC1D0335807A11388CC8E",
            "AA87B07907AAD9FBA6B169AF6D8C26AF8DDDC39ADC3AD2E3FF882B84D23E9768E95A80E4746FB07A9767679FE92133B4",
            "D379935C771BD7FBED6C7BB4B1708B275EA75679524CDC9C6A91370CC662A2F3",
        ),
    ),
    ("55D61977CBF5307E", "C2F04230187E1525"),
    ("01AFC10CF87BE36D8179E87370171F07", "23F0FBD05FD6C7B8B88F4C8309669061"),
    password_key="591468CDA83D65219CCCB8560233600F",
)
I1 = Example(
    "I.1 ECDH chip authentication mapping",
    "04007F00070202040602",
    13,
    CAM_KEY,
    "CB60E8E0D85B76A9BD304747C2AD42E2",
    (
        0x5D8BB87BD74D985A4B7D4325B9F7B976FE835122773400798914AA22738135CC,
        0x76ECFDAA9841C323A3F5FC5E88B88DB3EFF7E35EBF57A7E6946CB630006C2120,
    ),
    (
        h(
            "047F1D410ADB7DDB3B84BF1030800981A9105D7457B4A3ADE002384F3086C67EDE",
            "1AB889104A27DB6D842B019020FBF3CEACB0DC627F7BDCAC29969E19D0E553C1",
        ),
        h(
            "04A234236AA9B9621E8EFB73B5245C0E09D2576E5277183C1208BDD55280CAE8B3",
            "04F365713A356E65A451E165ECC9AC0AC46E3771342C8FE5AEDD092685338E23",
        ),
    ),
    (
        h(
            "04446C934084D9DAB863944F219520076C29EE3F7AE6722B11FF319EC1C7728F95",
            "5483400BFF60BF0C5929270009277DC2A515E12575010AD9BA916CF1BF86FEFC",
        ),
        h(
            "0402AD566F3C6EC7F9324509AD50A51FA52030782A4968FCFEDF737DAEA9933331",
            "11C3B9B4C2287789BD137E7F8AA882E2A3C633CCD6ECC2C63C57AD401A09C2E1",
        ),
    ),
    ("E86BD06018A1CD3B", "8596CF055C67C1A3"),
    ("0A9DA4DB03BDDE39FC5202BC44B2E89E", "4B1C06491ED5140CA2B537D344C6C0B1"),
    h(
        "8A30",
        "1EEA964DAAE372AC990E3EFDE6333353BFC89A6704D93DA8798CF77F5B7A54BD",
        "10CBA372B42BE0B9B5F28AA8DE2F4F92",
    ),
)
CHIP_KEY_INFO = h(
    "3062060904007F0007020201023052300C060704007F0007010202010D03420004",
    "1872709494399E7470A6431BE25E83EEE24FEA568C2ED28DB48E05DB3A610DC8",
    "84D256A40E35EFCB59BF6753D3A489D28C7A4D973C2DA138A6E7A4A08F68E16F02010D",
)
EXAMPLES = [G1, G2, H1, H2, I1]


class Script:
    """A chip that knows exactly one conversation."""

    atr = b""

    def __init__(self, exchanges: Iterator[tuple[bytes, bytes]]) -> None:
        self._exchanges = list(exchanges)

    def transmit(self, apdu: bytes) -> bytes:
        command, answer = self._exchanges.pop(0)
        assert apdu.hex() == command.hex()
        return answer

    def close(self) -> None:
        assert not self._exchanges


def authenticate(inside: bytes, chained: int = 0x10) -> bytes:
    data = encode(0x7C, inside)
    return bytes((chained, 0x86, 0, 0, len(data))) + data + b"\0"


def answer(inside: bytes) -> bytes:
    return encode(0x7C, inside) + b"\x90\x00"


def conversation(example: Example) -> Iterator[tuple[bytes, bytes]]:
    ours, chips = example.mapping
    yield h("0022C1A40F800A", example.oid, "830101"), b"\x90\x00"
    yield authenticate(b""), answer(encode(0x80, h(example.encrypted_nonce)))
    yield authenticate(encode(0x81, ours)), answer(encode(0x82, chips) if chips else b"")
    yield authenticate(encode(0x83, example.agreement[0])), answer(encode(0x84, example.agreement[1]))
    tokens = encode(0x85, h(example.tokens[0])), encode(0x86, h(example.tokens[1])) + example.extra
    yield authenticate(tokens[0], chained=0x00), answer(tokens[1])


def chosen(example: Example, choices: Sequence[bytes | int] = ()) -> Callable[[int], bytes]:
    """The document's random choices, in the form the reader draws them: a private key is drawn modulo its order."""
    values = iter(choices or example.secrets)

    def draw(size: int) -> bytes:
        value = next(values)
        if isinstance(value, bytes):
            return value
        order = PACE_DOMAINS["brainpoolp256r1"].n if example.parameter else MODP_1024_ORDER
        return (value % order - 1).to_bytes(size, "big")

    return draw


def card_access(example: Example) -> bytes:
    parameter = encode(0x02, bytes([example.parameter]))
    return encode(0x31, encode(0x30, encode(0x06, h(example.oid)) + b"\x02\x01\x02" + parameter))


@contextmanager
def password_key(example: Example) -> Iterator[None]:
    """Where the document gives the key of the password, it takes the place of what the password would give."""
    derive, given = Suite.derive, h(example.password_key)
    with pytest.MonkeyPatch.context() as patch:
        if given:
            patch.setattr(Suite, "derive", lambda suite, secret, n: given if n == 3 else derive(suite, secret, n))
        yield


def run(example: Example) -> Established:
    info = parse_security_infos(card_access(example)).pace[0]
    script = Script(conversation(example))
    with password_key(example):
        done = establish(CardChannel(script), info, example.key, chosen(example), name_parameters=False)
    script.close()
    assert isinstance(done, Established)
    return done


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_reader_sends_and_accepts_the_published_bytes(example: Example) -> None:
    cipher = run(example).channel._cipher
    cipher.step()
    expected = session_cipher(Suite.AES128, b"")
    expected._ks_enc, expected._ks_mac = h(example.session[0]), h(example.session[1])  # type: ignore[attr-defined]
    expected.step()
    assert (cipher.encrypt(bytes(16)), cipher.mac(b"x")) == (expected.encrypt(bytes(16)), expected.mac(b"x"))


def test_card_access_of_the_document_is_understood() -> None:
    infos = parse_security_infos(h("31143012060A04007F0007020204020202010202010D"))
    assert [(info.name, info.mapping) for info in infos.pace] == [
        ("ECDH-GM AES-128 brainpoolp256r1", Mapping.GENERIC),
    ]


def test_the_password_key_and_nonce_of_appendix_g() -> None:
    assert KEY.password().hex().upper() == "7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD"
    password_key = Suite.AES128.derive(KEY.password(), 3)
    assert password_key.hex().upper() == "89DED1B26624EC1E634C1989302849DD"
    assert Suite.AES128.decrypt(password_key, h(G1.encrypted_nonce)).hex().upper() == "3F00C4D39D153F2B2A214A078D899B22"


def test_the_chip_of_g1_maps_to_the_same_generator_and_secret() -> None:
    curve, nonce = EcGroup("brainpoolp256r1"), h("3F00C4D39D153F2B2A214A078D899B22")
    chip_secret = 0x498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560
    assert G1.mapping[1] == curve.public(chip_secret)
    mapped = curve.map_generic(nonce, chip_secret, G1.mapping[0])
    assert mapped[1:33].hex().upper() == "8CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E2"
    assert isinstance(G1.secrets[0], int)
    assert mapped == curve.map_generic(nonce, G1.secrets[0], G1.mapping[1])
    assert isinstance(G1.secrets[1], int)
    shared = curve.agree(G1.secrets[1], G1.agreement[1])
    assert shared.hex().upper() == "28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925"


def test_the_chip_of_g2_maps_to_the_same_generator() -> None:
    field = group("modp1024")
    assert isinstance(field, DhGroup)
    nonce, chip_secret = h("FA5B7E3E49753A0DB9178B7B9BD898C8"), 0x66DDAFEAC1609CB5B963BB0CB3FF8B3E047F336C
    assert G2.mapping[1] == field.public(chip_secret)
    mapped = field.map_generic(nonce, chip_secret, G2.mapping[0])
    assert mapped[:16].hex().upper() == "7C9CBFE98F9FBDDA8D143506FA7D9306"


def test_integrated_mapping_gives_the_published_generators() -> None:
    suite = Suite.AES128
    point = group("brainpoolp256r1").map_integrated(suite, h("2923BE84E16CD6AE529049F1F1BBE9EB"), H1.mapping[0])
    assert point[1:33].hex().upper() == "8E82D31559ED0FDE92A4D0498ADD3C23BABA94FB77691E31E90AEA77FB17D427"
    element = group("modp1024").map_integrated(suite, h("FA5B7E3E49753A0DB9178B7B9BD898C8"), H2.mapping[0])
    assert element[:16].hex().upper() == "1D7D767F11E333BCD6DBAEF40E799E7A"


CHIP_CHOICES: list[tuple[Example, str, tuple[bytes | int, ...]]] = [
    (
        G1,
        "gm",
        (
            h("3F00C4D39D153F2B2A214A078D899B22"),
            0x498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560,
            0x107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A,
        ),
    ),
    (
        G2,
        "gm",
        (
            h("FA5B7E3E49753A0DB9178B7B9BD898C8"),
            0x66DDAFEAC1609CB5B963BB0CB3FF8B3E047F336C,
            0xA5B780126B7C980E9FCEA1D4539DA1D27C342DFA,
        ),
    ),
    (
        H1,
        "im",
        (
            h("2923BE84E16CD6AE529049F1F1BBE9EB"),
            0x107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A,
        ),
    ),
]


@pytest.mark.parametrize(("example", "mapping", "choices"), CHIP_CHOICES, ids=["G.1", "G.2", "H.1"])
def test_the_virtual_card_answers_with_the_published_bytes(
    example: Example, mapping: str, choices: tuple[bytes | int, ...]
) -> None:
    variant = PaceVariant(h(example.oid), mapping, Suite.AES128, example.parameter)
    card = CardPace((variant,), {1: example.key.password()}, None, chosen(example, choices))
    set_up, *steps = conversation(example)
    with password_key(example):
        assert card.set_template(set_up[0][5:]) == b"\x90\x00"
        for command, expected in steps:
            sent, status, session = card.authenticate(command[5:-1])
            assert (sent + status).hex() == expected.hex()
    assert session is not None


def test_the_virtual_card_encrypts_the_proof_of_appendix_i() -> None:
    """The document keeps the static private key back: it follows from the published proof and mapping key."""
    curve = EcGroup("brainpoolp256r1")
    order, mapping = curve.domain.n, 0x9E56A6B59C95D06ECE5CD10F983BB2F4F1943528E577F23881D89D8C3BBEE0AA
    proof = int("85DC3FA93D0952BFA82F5FD189EE75BD82F11D1F0B8ED4BF5319AC9B53C426B3", 16)
    private = mapping * pow(proof, -1, order) % order
    public = parse_security_infos(encode(0x31, CHIP_KEY_INFO)).chip_keys[0].public
    assert (curve.public(private), curve.public(mapping)) == (public, I1.mapping[1])
    assert isinstance(I1.secrets[0], int)
    assert isinstance(I1.secrets[1], int)
    shared = curve.agree(I1.secrets[1], I1.agreement[1])
    agreement = ChipAgreement(b"", Suite.AES128, curve, 13, public, private)
    card = CardPace((), {}, agreement, bytes)
    card._shared, card._mapping_secret = shared, mapping
    assert encode(0x8A, card._chip_data(Suite.AES128, agreement)) == I1.extra


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_both_tokens_are_checksums_over_the_other_sides_key(example: Example) -> None:
    tag = group("modp1024").public_tag if example.parameter == 0 else 0x86
    for token, public in zip(example.tokens, reversed(example.agreement), strict=True):
        assert equal(authentication_token(Suite.AES128, h(example.session[1]), h(example.oid), tag, public), h(token))


def test_the_chips_proof_of_appendix_i_matches_its_public_key_and_no_other() -> None:
    proof = run(I1).proof
    assert proof is not None
    assert proof.data.hex().upper() == "85DC3FA93D0952BFA82F5FD189EE75BD82F11D1F0B8ED4BF5319AC9B53C426B3"
    key = parse_security_infos(encode(0x31, CHIP_KEY_INFO)).chip_keys[0]
    assert proof.matches(key.public)
    assert not proof.matches(G1.agreement[0])
    assert key.key_id == 13
