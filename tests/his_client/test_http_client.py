"""The line to a peer: one deadline for everything, a size cap, and an honest answer when it is not JSON."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from his_client.http import InsecureAddress, JsonClient, JsonReply
from his_client.outcome import Unknown

Connect = Callable[..., JsonClient]


@contextmanager
def raw_server(answer: Callable[..., None], tls: ssl.SSLContext | None = None, *, told: bool = False) -> Iterator[str]:
    """Serves one connection with `answer`, which gets the socket once the request has begun to arrive; `told`: and
    what came of it."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            accepted, _ = listener.accept()
            with accepted, tls.wrap_socket(accepted, server_side=True) if tls else accepted as connection:
                if asked := connection.recv(65536):
                    answer(connection, over, *([asked] if told else []))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def ask(connect: Connect, content: bytes, **options: object) -> JsonReply | Unknown:
    with raw_server(lambda sock, _: sock.sendall(content)) as url:
        return connect(url, **options).call("GET", "/")


JSON = "Content-Type: application/json"


def drip(content: bytes) -> Callable[[socket.socket, threading.Event], None]:
    """Sends one byte a second, for as long as anyone listens."""

    def answer(sock: socket.socket, over: threading.Event) -> None:
        for byte in content:
            sock.sendall(bytes([byte]))
            if over.wait(1.0):
                return

    return answer


@pytest.mark.parametrize("already_sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n"], ids=["head", "body"])
def test_a_byte_a_second_ends_at_the_deadline(connect: Connect, already_sent: bytes) -> None:
    whole = response(b'{"slow": true}' + b" " * 46, JSON)
    rest = whole if not already_sent else b" " * 60

    def answer(sock: socket.socket, over: threading.Event) -> None:
        sock.sendall(already_sent)
        drip(rest)(sock, over)

    with raw_server(answer) as url:
        outcome = connect(url, deadline_s=1.5).call("GET", "/")
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "timeout"


def silent(_: socket.socket, over: threading.Event) -> None:
    """Never answers."""
    over.wait()


def test_silence_ends_at_the_deadline(connect: Connect) -> None:
    with raw_server(silent) as url:
        outcome = connect(url, deadline_s=0.3).call("POST", "/", body={})
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "timeout"


def test_a_refused_connection_is_told_from_a_lost_answer(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = connect(f"http://127.0.0.1:{port}").call("GET", "/")
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "unreachable"


def test_a_connection_closed_without_answer_is_a_reset(connect: Connect) -> None:
    with raw_server(lambda sock, _: sock.close()) as url:
        outcome = connect(url).call("GET", "/")
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "reset"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (response(b'{"a": 1, "b"', JSON).replace(b"Length: 12", b"Length: 40"), "truncated"),
        (response(b"<html><body>maintenance</body></html>", "Content-Type: text/html"), "html"),
        (response(b"  <!doctype html>", JSON), "html"),
        (response(b'{"a": ', JSON), "not_json"),
        (response(b"", JSON), "not_json"),
        (response(b'{"a": NaN}', JSON), "not_json"),
        (response(b'{"a": "\xff"}', JSON), "not_json"),
        (response(b'"\xff"', "Content-Type: application/json; charset=klingon"), "not_json"),
        (response(b"[" * 200_000, JSON), "not_json"),
        (response(b"{}", JSON, status="503 Service Unavailable"), "server_error"),
        (response(b"{}", JSON, "Location: http://127.0.0.1:9/", status="302 Found"), "redirect"),
        (response(b'"' + b"x" * (1 << 20) + b'"', JSON), "too_large"),
        (b"\x16\x03\x01 this is not HTTP\r\n\r\n", "reset"),
    ],
)
def test_what_is_no_answer_is_unknown_with_its_reason(connect: Connect, content: bytes, reason: str) -> None:
    outcome = ask(connect, content, deadline_s=3)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == reason


@pytest.mark.parametrize(
    ("content", "data"),
    [
        (response('{"tên": "Đặng"}'.encode(), JSON), {"tên": "Đặng"}),
        (response(b"\xef\xbb\xbf" + '{"tên": "Đặng"}'.encode(), JSON), {"tên": "Đặng"}),
        (response('{"tên": "Đặng"}'.encode("utf-16"), f"{JSON}; charset=utf-16"), {"tên": "Đặng"}),
        (response('{"tên": "Đặng"}'.encode("utf-16-le"), f"{JSON}; charset=utf-16-le"), {"tên": "Đặng"}),
        (response(b"null", "Content-Type: text/plain"), None),
    ],
)
def test_json_is_read_in_the_charset_it_names(connect: Connect, content: bytes, data: object) -> None:
    assert ask(connect, content) == JsonReply(200, data)


@pytest.mark.parametrize("named", ["iso-8859-1", "windows-1252", "us-ascii"])
def test_a_wrong_name_for_utf_8_changes_no_letter_of_a_name(connect: Connect, named: str) -> None:
    """RFC 8259, sections 8.1 and 11: JSON is UTF-8, and a charset beside it means nothing."""
    content = response('{"HO_TEN": "Nguyễn Đức Mẫu"}'.encode(), f"{JSON}; charset={named}")
    assert ask(connect, content) == JsonReply(200, {"HO_TEN": "Nguyễn Đức Mẫu"})


@pytest.mark.parametrize(
    ("named", "reason"), [("{own}", None), ("0123456789abcdef0123456789abcdef", "other_answer"), ("", "other_answer")]
)
def test_an_answer_that_names_another_call_is_not_believed(connect: Connect, named: str, reason: str | None) -> None:
    def answer(sock: socket.socket, _: threading.Event, request: bytes) -> None:
        own = request.lower().partition(b"x-call: ")[2].partition(b"\r\n")[0].decode()
        assert len(own) == 32
        sock.sendall(response(b"{}", JSON, f"X-Call: {named.format(own=own)}"))

    with raw_server(answer, told=True) as url:
        outcome = connect(url, call_header="X-Call").call("GET", "/")
    assert outcome == (JsonReply(200, {}) if reason is None else outcome)
    assert getattr(outcome, "reason", None) == reason


def test_a_peer_that_names_no_calls_is_heard_all_the_same(connect: Connect) -> None:
    assert ask(connect, response(b"{}", JSON), call_header="X-Call") == JsonReply(200, {})


@pytest.mark.parametrize("named", [False, True])
def test_an_answer_that_comes_twice_is_not_that_to_the_next_call(connect: Connect, named: bool) -> None:
    """A connection that is kept would bring the next caller somebody else's answer, unless answers name their calls."""
    listener, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve() -> None:
        for number in (1, 2, 3):
            with suppress(OSError):
                accepted, _ = listener.accept()
                threading.Thread(target=converse, args=(accepted, number), daemon=True).start()

    def converse(connection: socket.socket, number: int) -> None:
        with suppress(OSError), connection:
            while asked := connection.recv(65536):
                own = asked.lower().partition(b"x-call: ")[2].partition(b"\r\n")[0].decode()
                body = b'{"connection": %d}' % number
                heads = [JSON, f"X-Call: {own}"] if named else [JSON]
                whole = response(body, *heads).replace(b"Connection: close\r\n", b"")
                connection.sendall(whole)
                over.wait(0.02)
                connection.sendall(whole)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    client = connect(f"http://127.0.0.1:{listener.getsockname()[1]}", call_header="X-Call" if named else None)
    first, second = client.call("GET", "/first"), client.call("GET", "/second")
    over.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)
    assert first == JsonReply(200, {"connection": 1})
    if named:
        assert second == Unknown("other_answer", "the answer is to another call")
    else:
        assert second == JsonReply(200, {"connection": 2})


@pytest.mark.parametrize("body", [b"", b"<html>"])
def test_an_unauthorised_answer_needs_no_body(connect: Connect, body: bytes) -> None:
    assert ask(connect, response(body, status="401 Unauthorized")) == JsonReply(401, None)


@pytest.mark.parametrize("address", ["http://egw.example.vn", "ftp://127.0.0.1", "egw.example.vn", "http://"])
def test_plain_http_never_leaves_this_machine(address: str) -> None:
    with pytest.raises(InsecureAddress):
        JsonClient(address)


def test_a_missing_ca_file_is_told_at_start(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        JsonClient("https://egw.example.vn", ca_file=tmp_path / "absent.pem")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1 with its key, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize("trusted", [False, True])
def test_a_server_is_believed_only_with_a_certificate_we_trust(
    connect: Connect, certificate: Path, trusted: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def answer(sock: socket.socket, _: threading.Event) -> None:
        sock.sendall(response(b'{"ok": true}', JSON))

    with raw_server(answer, context) as url:
        outcome = connect(url.replace("http:", "https:"), deadline_s=5, ca_file=certificate if trusted else None).call(
            "GET", "/"
        )
    if trusted:
        assert outcome == JsonReply(200, {"ok": True})
    else:
        assert isinstance(outcome, Unknown)
        assert outcome.reason == "unreachable"


@pytest.mark.parametrize("how", ["cut", "garbled", "certificate_wanted"])
def test_tls_that_breaks_after_the_request_proves_not_that_nothing_was_sent(
    connect: Connect, certificate: Path, how: str
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if how == "certificate_wanted":  # TLS 1.3 says so by an alert, when the client has long gone on to its request
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificate)

    def answer(sock: socket.socket, _: threading.Event) -> None:
        if how == "garbled":
            socket.socket.sendall(sock, b"\x17\x03\x03\x00\x20" + b"x" * 32)
        sock.close()

    with raw_server(answer, context) as url:
        outcome = connect(url.replace("http:", "https:"), deadline_s=5, ca_file=certificate).call("POST", "/", body={})
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "reset"
