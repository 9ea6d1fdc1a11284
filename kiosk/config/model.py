"""Every setting of a station: its type, its default and, in its description, what it means."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from his_client.fhir.systems import Systems
from kiosk.config.forms import (
    AccountNumber,
    BankBin,
    CameraSource,
    ConfigPath,
    DatabaseAddress,
    DeskNumber,
    DevicePath,
    Facility,
    HostName,
    HourOfDay,
    KeyName,
    Language,
    Line,
    ListenAddress,
    LoopbackAddress,
    Name,
    OfficerId,
    PinHash,
    Point,
    Port,
    QueueName,
    RouteCode,
    SecondCamera,
    Sha256,
    StaffNumber,
    StationId,
    Uri,
    UsbId,
    UserName,
    WebAddress,
    Word,
)


def _seconds(default: float, low: float, high: float, description: str) -> Any:
    return Field(default=default, ge=low, le=high, description=description)


class Section(BaseModel):
    """A table of the file: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True)


class Station(Section):
    """Which station this is and where it keeps its one file."""

    id: StationId = Field(description="The station's id, once in the hospital: in ticket numbers and pay codes.")
    hospital: Line = Field(description="The hospital's name, on the screen's header and at the top of the slip.")
    name: Line = Field(description="The station's name as patients and staff call it, like Máy 03 · Sảnh A.")
    facility: Facility = Field(description="The hospital's MA_CSKCB, compared with a patient's first registration.")
    journal: ConfigPath = Field(description="The journal's file; its folder must be on a local disk.")
    desk: DeskNumber = Field(default="2", description="The desk patients are sent to when the station cannot go on.")
    language: Language = Field(default="vi", description="The language of the welcome screen.")
    languages: tuple[Language, ...] = Field(
        default=("vi", "en", "zh", "ko", "ja", "fr"),
        min_length=1,
        description="The languages offered, in the order shown.",
    )
    credentials: ConfigPath | None = Field(
        default=None, description="A folder with one file per secret, used when $CREDENTIALS_DIRECTORY has none."
    )
    metrics: LoopbackAddress | None = Field(
        default=None, description="Where a Prometheus on this machine reads the station's metrics, like 127.0.0.1:9464."
    )


class Screen(Section):
    """The patient's panel."""

    width: int = Field(
        default=1080, ge=480, le=7680, description="Width in pixels as mounted (portrait: the short side)."
    )
    height: int = Field(default=1920, ge=480, le=7680, description="Height in pixels as mounted.")
    px_per_mm: float = Field(
        default=4.03,
        ge=1,
        le=20,
        description='Pixels per millimetre of the panel: 4.03 at 21.5", 3.61 at 24", 3.21 at 27".',
    )
    fullscreen: bool = Field(default=True, description="Whether the window covers the panel and hides the pointer.")


class Reader(Section):
    """What reads the ID card."""

    kind: Literal["pcsc", "virtual"] = Field(
        default="pcsc", description="A PC/SC reader, or a virtual card without hardware."
    )
    name: Line | None = Field(
        default=None, description="Part of the reader's PC/SC name; without it the first reader is used."
    )
    profile: Line | None = Field(default=None, description="The virtual card's profile; needed by kind virtual.")
    prefer_pace: bool = Field(default=True, description="Whether a chip that offers PACE is opened by it, before BAC.")
    allow_bac: bool = Field(default=True, description="Whether BAC may be used where PACE is missing or fails.")
    guess_can: bool = Field(
        default=False, description="Whether the last six digits of the number are tried as CAN, counted as a try."
    )
    scanner: DevicePath | None = Field(
        default=None,
        description="A code scanner beside the camera: /dev/input/by-id/… (keyboard-like) or a serial line's device.",
    )
    trust: ConfigPath | None = Field(
        default=None, description="Folder of country signing certificates; without it no card's issuer can be proven."
    )


class Confirmation(Section):
    """Who outside is asked whether a card's signer is genuine, if the patient allows it."""

    kind: Literal["off", "sandbox", "http"] = Field(
        default="off", description="Nobody, an invented authority, or the verification service by contract."
    )
    url: Line | None = Field(default=None, description="The service's https address.")
    license_id: Line | None = Field(default=None, description="The contract's number, in ASCII.")
    device_type: Line | None = Field(default=None, description="What the contract calls this device, in ASCII.")
    address: Line | None = Field(default=None, description="Where the device stands, in ASCII.")


class Camera(Section):
    """The camera that sees the card's QR and the face."""

    on: bool = Field(
        default=True, description="Whether there is a camera; without one staff look at the card at the visit (MAT-02)."
    )
    source: CameraSource = Field(
        default="0",
        description="A camera's path under /dev/v4l/by-id or its number, a video file, a folder of pictures, or the"
        " http address of an MJPEG stream.",
    )


class Face(Section):
    """The comparison with the chip's portrait; its threshold belongs to the model and is no setting."""

    engine: Literal["dlib", "sface", "arcface"] = Field(
        default="dlib",
        description="What compares: dlib with installed models, or SFace or an ArcFace-shaped network from files.",
    )
    model: ConfigPath | None = Field(
        default=None, description="The network that describes a face: ONNX for sface and arcface, .dat for dlib."
    )
    model_sha256: Sha256 | None = Field(default=None, description="That file's SHA-256; any other file is refused.")
    model_licence: Line | None = Field(
        default=None, description="The licence it was obtained under, in a few words, for whoever asks later."
    )
    detector: ConfigPath | None = Field(
        default=None,
        description="What finds a face's points: YuNet (ONNX) for sface and arcface, the 5-point predictor for dlib.",
    )
    detector_sha256: Sha256 | None = Field(default=None, description="That file's SHA-256.")
    detector_licence: Line | None = Field(default=None, description="The licence that one was obtained under.")
    mirror: bool = Field(
        default=True, description="Whether the mirror image is described as well: steadier, twice the time."
    )
    input_size: int = Field(default=112, ge=64, le=256, description="Width and height of the picture arcface takes.")
    input_colour: Literal["rgb", "bgr"] = Field(default="rgb", description="In which order arcface takes the colours.")
    input_mean: tuple[Annotated[float, Field(ge=0, le=255)], ...] = Field(
        default=(127.5, 127.5, 127.5),
        min_length=3,
        max_length=3,
        description="What is subtracted from red, green and blue (0..255) for arcface.",
    )
    input_divisor: tuple[Annotated[float, Field(ge=0.001, le=255)], ...] = Field(
        default=(127.5, 127.5, 127.5),
        min_length=3,
        max_length=3,
        description="What red, green and blue are then divided by.",
    )
    calibration: ConfigPath | None = Field(
        default=None, description="A table of thresholds measured at this hospital (kiosk face calibrate)."
    )
    deadline_s: float = _seconds(30.0, 3, 60, "Seconds one try may take before it ends as “cannot tell”.")
    liveness: ConfigPath | None = Field(
        default=None, description="A file (TOML) of what this station's liveness check asks for and how it weighs it."
    )
    quality: ConfigPath | None = Field(
        default=None, description="A file (TOML) of the limits a picture of a face must keep at this station."
    )
    second_camera: SecondCamera | None = Field(
        default=None, description="A camera for depth or infra-red beside the first: depth:N or infra_red:N."
    )
    pad_model: ConfigPath | None = Field(
        default=None, description="A network (ONNX) that tells living faces from pictures, if the hospital has one."
    )
    pad_model_sha256: Sha256 | None = Field(default=None, description="That file's SHA-256; any other is refused.")
    pad_model_licence: Line | None = Field(default=None, description="The licence it was obtained under.")
    pad_model_threshold: float | None = Field(
        default=None,
        ge=0.01,
        le=0.999,
        description="From which probability on it calls a face living, as measured here.",
    )
    pad_model_size: int = Field(default=80, ge=32, le=512, description="Width and height of the picture it takes.")
    pad_model_live: int = Field(default=1, ge=0, le=15, description="Which of its outputs stands for living.")
    pad_model_crop: float = Field(default=2.7, ge=1, le=5, description="What it looks at, in widths of the face.")
    pad_model_scale: float = Field(default=1.0, ge=0.001, le=1, description="What it wants pixel values multiplied by.")
    pad_model_mean: float = Field(default=0.0, ge=0, le=255, description="What it wants taken off pixel values before.")
    pad_model_colour: Literal["rgb", "bgr"] = Field(default="bgr", description="In which order it takes the colours.")
    pad_model_logits: bool = Field(default=True, description="Whether its outputs are not probabilities yet.")


class Insurance(Section):
    """The insurance gateway; used by the hub, because its token is bound to one caller's address."""

    enabled: bool = Field(default=False, description="Whether patients' insurance is asked about.")
    route: Literal["vss", "his"] = Field(
        default="vss",
        description="Who is asked: the gateway itself, or the HIS, which asks the gateway and needs no account here.",
    )
    url: WebAddress | None = Field(default=None, description="The gateway's address.")
    username: Line | None = Field(default=None, description="The facility's account at the gateway.")
    officer_name: Line | None = Field(default=None, description="The registered officer in whose name checks are made.")
    officer_id: OfficerId | None = Field(
        default=None, description="That officer's ID number as registered at the gateway."
    )
    session_form: Literal["json", "form"] = Field(
        default="json", description="How the function that opens a session takes its arguments; both are in use."
    )
    check_form: Literal["json", "form"] = Field(
        default="json", description="How its card check takes them: json by its specification, form also seen."
    )
    deadline_s: float = _seconds(10.0, 2, 14, "Seconds a whole check may take, with its token and second question.")
    cache_s: float = _seconds(300.0, 0, 900, "Seconds an answer serves when the same question is asked again.")
    later_per_day: int = Field(
        default=300, ge=3, le=5000, description="Questions a day for checks that failed at the door, asked again later."
    )
    tables: ConfigPath | None = Field(
        default=None, description="A folder with the hospital's own benefit tables, in place of the shipped ones."
    )


class His(Section):
    """The hospital information system."""

    kind: Literal["medipay", "hl7v2", "fhir"] = Field(default="medipay", description="The interface the HIS speaks.")
    url: WebAddress | None = Field(
        default=None, description="The HIS's address; without it patients are sent to the desk."
    )
    merchant_id: Line | None = Field(default=None, description="The kiosk's account at the HIS (x-merchant-id).")
    ca_file: ConfigPath | None = Field(
        default=None, description="Certificates to trust for it, if the hospital has its own CA."
    )
    host: HostName | None = Field(default=None, description="An hl7v2 receiver's host; see docs/hl7v2.md.")
    port: Port = Field(default=2575, description="Its MLLP port.")
    tls: bool = Field(
        default=True, description="Whether hl7v2 runs over TLS; off only where the line is protected otherwise."
    )
    sending_application: Line = Field(default="KIOSK", description="How the kiosk calls itself to it (MSH-3).")
    receiving_application: Line | None = Field(default=None, description="Its application (MSH-5).")
    receiving_facility: Line | None = Field(default=None, description="Its facility (MSH-6).")
    departments: ConfigPath | None = Field(
        default=None, description="The file (TOML) of departments and prices, which hl7v2 cannot ask for."
    )
    acknowledge: Literal["original", "enhanced", "commit"] = Field(
        default="original", description="Its acknowledgments: one, storage first and then one, or storage alone."
    )
    offers: tuple[Literal["idempotent", "add_person", "query", "cancel", "payments", "queue_numbers"], ...] = Field(
        default=(),
        description="What an hl7v2 receiver does beyond A04: repeats by MSH-10 answered alike, A28, Q22, A11, P03, "
        "ZQN-1.",
    )
    listen: ListenAddress | None = Field(
        default=None, description="Where the station listens for the appointments (SIU) that an hl7v2 HIS pushes."
    )
    listen_from: tuple[HostName, ...] | None = Field(
        default=None, min_length=1, description="The hosts from which those are taken; needed to listen."
    )
    listen_certificate: ConfigPath | None = Field(
        default=None, description="The listener's certificate and key (PEM, for the kiosk's user only), with tls."
    )
    keys: bool = Field(default=True, description="Whether it keeps the kiosk's key and finds a registration by it.")
    notes: bool = Field(
        default=True, description="Where it keeps no key: whether it keeps and lists the free field GHI_CHU."
    )
    lacks: tuple[
        Literal[
            "appointments",
            "bills",
            "cancel",
            "declarations",
            "feedback",
            "guardian",
            "notices",
            "passport",
            "payments",
            "queue",
            "queue_numbers",
            "receipts",
            "reminders",
            "reprint",
            "results",
            "several_services",
        ],
        ...,
    ] = Field(default=(), description="What it does not offer; the kiosk then does not offer it either.")


_SYSTEMS = Systems()


class Fhir(Section):
    """A HIS of kind fhir; its base address is his.url, and docs/fhir.md says what it must have."""

    oauth_url: WebAddress | None = Field(
        default=None, description="Where tokens are given (OAuth 2.0); without it no account is shown."
    )
    client_id: Line | None = Field(default=None, description="The kiosk's client id there.")
    client_key: ConfigPath | None = Field(
        default=None,
        description="The client's private key (PEM) for signed assertions; without it his_secret is the client's.",
    )
    key_id: Line | None = Field(default=None, description="The id under which the server knows that key (kid).")
    scope: Line = Field(default="system/*.read system/*.write", description="What is asked for with a token.")
    certificate: ConfigPath | None = Field(
        default=None, description="The client's certificate (PEM), where the server asks for one (mutual TLS)."
    )
    certificate_key: ConfigPath | None = Field(default=None, description="That certificate's private key (PEM).")
    queue_numbers: bool = Field(
        default=True, description="Whether the HIS gives every place in a queue its number; else the hub's queue does."
    )
    slots: Literal["off", "read", "take"] = Field(
        default="read",
        description="Slots: not looked at, read to see which departments are full, or also made busy by registering"
        " (take only where the HIS does not do so itself).",
    )
    citizen_id: Uri = Field(default=_SYSTEMS.citizen_id, description="The system of citizen numbers (12 digits).")
    old_citizen_id: Uri = Field(default=_SYSTEMS.old_citizen_id, description="That of the old cards' numbers.")
    passport: Uri = Field(default=_SYSTEMS.passport, description="That of passport numbers.")
    insurance_number: Uri = Field(
        default=_SYSTEMS.insurance_number, description="That of social insurance numbers (10 digits)."
    )
    patient_number: Uri = Field(default=_SYSTEMS.patient_number, description="That of the hospital's MA_BN.")
    visit_number: Uri = Field(default=_SYSTEMS.visit_number, description="That of MA_LK.")
    facility: Uri = Field(default=_SYSTEMS.facility, description="That of MA_CSKCB.")
    department: Uri = Field(default=_SYSTEMS.department, description="That of departments and their codes.")
    service: Uri = Field(default=_SYSTEMS.service, description="That of the services on the price list.")
    visit_key: Uri = Field(default=_SYSTEMS.visit_key, description="That of the kiosk's own keys of visits.")
    bill: Uri = Field(default=_SYSTEMS.bill, description="That of bills.")
    payment: Uri = Field(default=_SYSTEMS.payment, description="That of payments: provider and reference.")
    receipt: Uri = Field(default=_SYSTEMS.receipt, description="That of receipts.")
    queue_number: Uri = Field(default=_SYSTEMS.queue_number, description="That of numbers in a queue.")
    station: Uri = Field(default=_SYSTEMS.station, description="That of stations.")
    own: Uri = Field(
        default=_SYSTEMS.own, description="What the kiosk's own codes and extensions begin with; see docs/fhir.md."
    )


Kind = Literal["fee", "advance", "services", "balance"]


class Provider(Section):
    """A further payment provider or account; its secrets are `payment_<name>_…`, see below."""

    kind: Literal["bank", "sepay", "payos", "vnpay"] = Field(
        description="Who it is; bank is an account whose movements are listed as SePay lists them."
    )
    name: Name | None = Field(default=None, description="What its money is called for ever; by default the kind.")
    url: WebAddress = Field(description="The provider's address for calls.")
    account: AccountNumber | None = Field(
        default=None,
        description="The hospital's account there; needed by bank and sepay. Of payos, money to another is a person's.",
    )
    bank_bin: BankBin | None = Field(
        default=None, description="That account's bank at NAPAS; without it no QR is drawn for it, only listened."
    )
    payee: Line | None = Field(default=None, description="The payee the screen names; with bank_bin needed.")
    client_id: Word | None = Field(default=None, description="The channel's client id; needed by payos.")
    terminal: Word | None = Field(default=None, description="The terminal's code, vnp_TmnCode; needed by vnpay.")
    return_url: WebAddress | None = Field(
        default=None, description="Where a browser would be sent after paying; needed by payos and vnpay."
    )
    pay_url: WebAddress = Field(
        default="https://pay.vnpay.vn/vpcpay.html", description="The page a payer opens; used by vnpay."
    )
    kinds: tuple[Kind, ...] = Field(
        default=("fee", "advance", "services", "balance"),
        description="The bills whose orders it opens; the first provider that opens such a bill does.",
    )


class Payment(Section):
    """Transfers by VietQR to the hospital's account."""

    url: WebAddress | None = Field(
        default=None, description="The provider's address; without it and providers, fees are paid at the cashier."
    )
    account: AccountNumber | None = Field(default=None, description="The hospital's account number.")
    bank_bin: BankBin | None = Field(default=None, description="The account's bank at NAPAS.")
    payee: Line | None = Field(default=None, description="The account holder as the patient's bank shows it.")
    order_s: float = _seconds(900.0, 60, 86400, "Seconds an order's QR stays payable; later money is late, not lost.")
    late_s: float = _seconds(
        259200.0, 0, 2592000, "Seconds after that during which a provider without a list is asked about it still."
    )
    providers: tuple[Provider, ...] = Field(
        default=(), description="Further providers, each a table of its own, after the account above."
    )


class PrinterSection(Section):
    """The slip printer."""

    kind: Literal["escpos-network", "escpos-file", "escpos-usb", "cups", "picture"] = Field(
        description="How the printer is reached; picture writes PNG files instead of paper."
    )
    host: HostName | None = Field(default=None, description="The network printer's address; needed by escpos-network.")
    port: Port = Field(default=9100, description="The network printer's port.")
    path: ConfigPath | None = Field(
        default=None,
        description="The device (like /dev/usb/lp0) for escpos-file, the folder for picture; needed by both.",
    )
    usb: UsbId | None = Field(default=None, description="The USB printer's vendor:product; needed by escpos-usb.")
    queue: QueueName | None = Field(default=None, description="The CUPS queue; needed by cups.")
    width_px: int = Field(default=576, ge=384, le=832, description="Printable dots: 576 on 80 mm paper, 384 on 58 mm.")


class Terminal(Section):
    """A card terminal at a cashier's desk."""

    name: Word = Field(description="What desks and the ledger call it.")
    host: HostName = Field(description="Where it listens.")
    port: Port = Field(description="The port it listens on.")
    kind: Literal["nexo"] = Field(default="nexo", description="The language it speaks.")
    pos: Word = Field(default="KIOSKHUB", description="What the terminal calls the till's side, its SaleID.")
    poi: Word | None = Field(default=None, description="What it calls itself, its POIID; by default its name.")


class Hub(Section):
    """The hospital's hub."""

    url: WebAddress = Field(default="http://127.0.0.1:8090", description="Where this station finds the hub.")
    listen: ListenAddress = Field(default="127.0.0.1:8090", description="Where a hub started from this file listens.")
    journal: ConfigPath | None = Field(default=None, description="The journal of a hub started from this file.")
    database: DatabaseAddress | None = Field(
        default=None,
        description="The hub's PostgreSQL, its password kept as database_password; without it a SQLite file beside"
        " the hub's journal.",
    )
    phone_url: WebAddress | None = Field(
        default=None,
        description="The public address under which phones reach the hub's /q/; without it no slip shows a QR for it.",
    )
    gate: ListenAddress | None = Field(
        default=None,
        description="Where the gate of a hub started from this file listens for the fleet's stations, over TLS; without"
        " it there is none.",
    )
    gate_names: tuple[HostName, ...] = Field(
        default=("localhost", "127.0.0.1"),
        min_length=1,
        description="The names and addresses by which stations reach the gate: they stand in its certificate.",
    )
    console: ListenAddress | None = Field(
        default=None, description="Where the gate listens for browsers, over TLS; without it there is no console."
    )
    console_certificate: ConfigPath | None = Field(
        default=None,
        description="Certificate and key (PEM) the hospital's browsers trust; without it the fleet's own authority's.",
    )
    console_url: WebAddress | None = Field(
        default=None, description="The console's address as browsers see it; an OpenID provider sends them back to it."
    )
    oidc_issuer: WebAddress | None = Field(
        default=None,
        description="The hospital's OpenID provider, exactly as its tokens name it; without it people sign in at the"
        " console by PIN alone.",
    )
    oidc_client: str = Field(
        default="kiosk-console", min_length=1, description="The console's client id at the provider."
    )
    oidc_name: str = Field(default="OpenID", min_length=1, description="What the button for the provider says.")
    oidc_claim: str = Field(
        default="groups", min_length=1, description="The claim of the provider's tokens that gives people their roles."
    )
    oidc_it: tuple[str, ...] = Field(default=(), description="Values of that claim which make a person IT.")
    oidc_manager: tuple[str, ...] = Field(default=(), description="Values of that claim which make a person a manager.")
    oidc_ca_file: ConfigPath | None = Field(
        default=None, description="Authorities (PEM) to trust for the provider instead of the system's."
    )
    receiver: WebAddress | None = Field(
        default=None, description="Where the hub fetches webhooks; each makes it ask its provider at once."
    )
    receiver_listen: ListenAddress = Field(
        default="127.0.0.1:8092", description="Where a receiver started from this file listens for providers."
    )
    inbox: ConfigPath | None = Field(default=None, description="The inbox's file of a receiver started from this file.")
    desks: tuple[DeskNumber, ...] = Field(default=(), description="The cashiers' desks; without any there is none.")
    even_words: bool = Field(
        default=False, description='Write "đồng chẵn" on the desks\' slips where a sum is whole thousands.'
    )
    terminals: tuple[Terminal, ...] = Field(default=(), description="Card terminals, each a table of its own.")
    bank_cut_off: HourOfDay = Field(
        default="23:00", description="From then on the bank may book a transfer on its next day's statement."
    )
    metrics: LoopbackAddress | None = Field(
        default=None, description="Where a Prometheus on this machine reads the hub's metrics, like 127.0.0.1:9465."
    )
    gate_metrics: LoopbackAddress | None = Field(
        default=None, description="Where a Prometheus on this machine reads the gate's metrics, like 127.0.0.1:9466."
    )


class StaffMember(Section):
    """Somebody who may take a visit over at this station also while the hub is away."""

    number: StaffNumber = Field(description="What the person types at the station.")
    name: UserName = Field(description="The user's name, the same as at the hub: it stands in the journal.")
    hash: PinHash = Field(description="The PIN's hash, as kiosk staff hash prints it; good with this hub_token only.")
    roles: tuple[Literal["reception", "it"], ...] = Field(
        default=("reception",),
        min_length=1,
        description="Who takes visits over is reception; it may do everything behind the station's screen.",
    )


class Staff(Section):
    """Who may take a patient's visit over at this station, by number and PIN."""

    on: bool = Field(default=False, description="Whether staff may sign in from the help; the hub is asked who it is.")
    people: tuple[StaffMember, ...] = Field(
        default=(), description="Who is known here while the hub is away, each a table of its own."
    )


class Place(Section):
    """A place patients ask for, and the way to it from this station."""

    name: Line = Field(description="What it is called, like Phòng xét nghiệm.")
    where: Line | None = Field(default=None, description="Where it is, like Tầng 1, toà B.")
    icon: Word = Field(default="door", description="The pictogram beside it, like door, flask, cash, pin or wheel.")
    steps: tuple[Line, ...] = Field(
        min_length=1, max_length=6, description="The way from this station, one sentence a step."
    )
    path: tuple[Point, ...] = Field(
        default=(), description="The way on the map: points from the station to the place, 0 to 1 across and down."
    )


class InformationSection(Section):
    """What everybody may read at this station, without a card."""

    hours: tuple[Line, ...] = Field(
        default=(), max_length=8, description="Opening hours, one line each, as they are to be read."
    )
    map: ConfigPath | None = Field(
        default=None, description="A picture of the floor (SVG or PNG, on white) on which the ways are drawn."
    )
    places: tuple[Place, ...] = Field(default=(), description="Places and the way there, each a table of its own.")


class PolicySection(Section):
    """The rules a visit runs under; they are journalled with each visit."""

    idle_s: float = _seconds(50.0, 10, 600, "Seconds without a touch before the station asks whether someone is there.")
    idle_warning_s: float = _seconds(30.0, 10, 120, "Seconds that question stands before the visit ends.")
    insurer_wait_s: float = _seconds(8.0, 1, 60, "Seconds to wait for the insurer before going on unverified.")
    his_wait_s: float = _seconds(8.0, 1, 60, "Seconds to wait for the HIS's lists before offering the desk.")
    register_wait_s: float = _seconds(
        12.0, 2, 120, "Seconds to wait for a registration's answer; then the desk takes over."
    )
    number_wait_s: float = _seconds(
        4.0, 1, 60, "Seconds to wait for a number from the hub's queue; then the station gives one of its own."
    )
    payment_s: float = _seconds(300.0, 30, 1800, "Seconds the payment screen waits for money.")
    take_card_s: float = _seconds(30.0, 5, 300, "Seconds to take the card back before staff are called.")
    card_gone_s: float = _seconds(12.0, 3, 120, "Seconds the card, or its reader, may be away before the visit ends.")
    ticket_s: float = _seconds(30.0, 5, 300, "Seconds the number stays on the screen.")
    face_tries: int = Field(
        default=3,
        ge=1,
        le=10,
        description="Tries of the face step; then the visit goes on, and the desk looks at the card first.",
    )
    key_tries: int = Field(
        default=3, ge=1, le=10, description="Keys that may fail to open the card; then the desk takes over."
    )
    self_came_route: RouteCode = Field(
        default="1.18",
        description="The provisional MA_DOITUONG_KCB of insured patients registered elsewhere, by hospital level.",
    )
    card_facts: tuple[Literal["intact", "issuer", "original", "confirmed", "consistent"], ...] = Field(
        default=("intact",),
        description="What must be established about a card before self-service; anything against it leads to the desk.",
    )
    accept_weak: bool = Field(
        default=False, description="Whether facts established by old algorithms (SHA-1, RSA below 2048 bits) will do."
    )
    consent_version: Line = Field(default="1", description="The version of the consent text shown and journalled.")
    qr_alone: bool = Field(
        default=False,
        description="Whether a card whose chip cannot be read registers by its QR, or as typed, to be confirmed.",
    )
    staff_idle_s: float = _seconds(
        120.0, 30, 600, "Seconds without a touch before staff who took a visit over are taken to have left."
    )
    staff_identity: bool = Field(
        default=False,
        description="Whether staff at the station may say that they looked at card and person (MAT-06); then no desk.",
    )


class Audio(Section):
    """What the station says to who cannot see the screen; it begins by the keypad's key or with headphones."""

    on: bool = Field(default=False, description="Whether there is audio guidance.")
    recordings: ConfigPath | None = Field(
        default=None,
        description="A folder of recordings, a folder a language, a file a clip: vi/welcome.wav or vi/welcome.ogg.",
    )
    synthesizer: Literal["espeak-ng", "none"] = Field(
        default="espeak-ng", description="What says the sentences that are not recorded."
    )
    device: Line | None = Field(
        default=None, description="The ALSA device of the headphones (aplay -L), if not the default."
    )
    mixer: Line = Field(default="Master", description="The ALSA control that the volume key turns.")


class Keypad(Section):
    """The keypad below the screen, by the names Qt gives the keys it types; an empty one is not there."""

    previous: KeyName = Field(default="Up", description="Goes to the control before.")
    next: KeyName = Field(default="Down", description="Goes to the next control.")
    select: KeyName = Field(default="Return", description="Presses the control.")
    back: KeyName = Field(default="Left", description="Goes one screen back.")
    sound: KeyName = Field(
        default="Right", description="Begins the audio guidance, says the screen again; held, makes it louder."
    )
    help: KeyName = Field(default="F1", description="Calls staff.")
    plugged: KeyName = Field(
        default="F15", description="What a keypad with a jack types when headphones are plugged in."
    )
    unplugged: KeyName = Field(default="F16", description="What it types when they are pulled out.")


class Data(Section):
    """How long people's data stays on this machine."""

    keep_days: int = Field(
        default=7,
        ge=1,
        le=365,
        description="Days until what is personal of a settled visit or payment is erased.",
    )
    purge_at: HourOfDay = Field(default="02:30", description="From then on each day, in a quiet moment, it is erased.")
    backup: ConfigPath | None = Field(
        default=None,
        description="The folder, best on another disk, of the hub's nightly backup; without it none is made.",
    )
    backup_keep: int = Field(
        default=7, ge=1, le=365, description="How many backups stay there; each holds what was there in its night."
    )


class StationConfig(Section):
    """A whole station file."""

    station: Station = Field(description="Which station this is.")
    screen: Screen = Field(default_factory=Screen, description="The panel.")
    reader: Reader = Field(default_factory=Reader, description="The card reader.")
    confirmation: Confirmation = Field(default_factory=Confirmation, description="An authority outside.")
    camera: Camera = Field(default_factory=Camera, description="The camera.")
    face: Face = Field(default_factory=Face, description="The face comparison.")
    audio: Audio = Field(default_factory=Audio, description="Audio guidance.")
    keypad: Keypad = Field(default_factory=Keypad, description="The keypad below the screen.")
    insurance: Insurance = Field(default_factory=Insurance, description="The insurance gateway.")
    his: His = Field(default_factory=His, description="The hospital information system.")
    fhir: Fhir = Field(default_factory=Fhir, description="A HIS of kind fhir.")
    payment: Payment = Field(default_factory=Payment, description="Payments.")
    printer: PrinterSection = Field(description="The printer.")
    hub: Hub = Field(default_factory=Hub, description="The hub.")
    staff: Staff = Field(default_factory=Staff, description="Staff at the station.")
    information: InformationSection = Field(default_factory=InformationSection, description="What everybody may read.")
    policy: PolicySection = Field(default_factory=PolicySection, description="The rules of a visit.")
    data: Data = Field(default_factory=Data, description="The life of the data.")


_MODEL = ("model", "model_sha256", "model_licence")
_PAD_MODEL = ("pad_model", "pad_model_sha256", "pad_model_licence", "pad_model_threshold")
_DETECTOR = ("detector", "detector_sha256", "detector_licence")

NEEDED: dict[tuple[str, str, object], tuple[str, ...]] = {
    ("reader", "kind", "virtual"): ("profile",),
    ("confirmation", "kind", "http"): ("url", "license_id", "device_type", "address"),
    ("his", "kind", "fhir"): ("url",),
    ("his", "kind", "hl7v2"): ("host", "receiving_application", "receiving_facility", "departments"),
    ("printer", "kind", "escpos-network"): ("host",),
    ("printer", "kind", "escpos-file"): ("path",),
    ("printer", "kind", "escpos-usb"): ("usb",),
    ("printer", "kind", "cups"): ("queue",),
    ("printer", "kind", "picture"): ("path",),
    ("insurance", "enabled", True): ("url", "username", "officer_name", "officer_id"),
    ("face", "engine", "sface"): (*_MODEL, *_DETECTOR),
    ("face", "engine", "arcface"): (*_MODEL, *_DETECTOR),
}
"""What a choice makes necessary: (section, key, value) -> keys of the same section."""
UNLESS: dict[tuple[str, str, object], tuple[str, object]] = {("insurance", "enabled", True): ("route", "his")}
"""What makes it unnecessary again: the same choice -> (key, value) of the same section."""
PROVIDER_NEEDS: dict[str, tuple[str, ...]] = {
    "bank": ("account",),
    "sepay": ("account",),
    "payos": ("client_id", "return_url"),
    "vnpay": ("terminal", "return_url"),
}
"""What a provider's kind makes necessary of its own table."""
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "face": (_MODEL, _DETECTOR, _PAD_MODEL),
    "fhir": (("client_key", "key_id"), ("certificate", "certificate_key")),
}
"""Settings that mean nothing without each other: section -> groups of its keys."""
