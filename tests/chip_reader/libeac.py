"""Another maker's PACE, as chip and as reader: libeac of the OpenPACE project (Debian package libeac3)."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable

from asn1crypto import core

from chip_reader.tlv import encode, parse_all, parse_one

_CAN = 2
_ENCRYPTION_BY_PACE = 0


class _Buffer(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_size_t),
        ("data", ctypes.c_void_p),
        ("max", ctypes.c_size_t),
        ("flags", ctypes.c_ulong),
    )


def load() -> ctypes.CDLL | None:
    """The library, None where it is not installed."""
    name = ctypes.util.find_library("eac")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    pointer, buffer = ctypes.c_void_p, ctypes.POINTER(_Buffer)
    library.EAC_CTX_new.restype = pointer
    library.EAC_CTX_clear_free.argtypes = [pointer]
    library.EAC_OBJ_txt2nid.argtypes = [ctypes.c_char_p]
    library.EAC_CTX_init_pace.argtypes = [pointer, ctypes.c_int, ctypes.c_int]
    library.PACE_SEC_new.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    library.PACE_SEC_new.restype = pointer
    library.PACE_SEC_clear_free.argtypes = [pointer]
    library.BUF_MEM_create_init.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    library.BUF_MEM_create_init.restype = buffer
    library.BUF_MEM_clear_free.argtypes = [buffer]
    for name, arguments in {
        "PACE_STEP1_enc_nonce": [pointer, pointer],
        "PACE_STEP3A_generate_mapping_data": [pointer],
        "PACE_STEP3B_generate_ephemeral_key": [pointer],
        "PACE_STEP3D_compute_authentication_token": [pointer, buffer],
        "EAC_encrypt": [pointer, buffer],
        "EAC_decrypt": [pointer, buffer],
        "EAC_authenticate": [pointer, buffer],
        "EAC_add_iso_pad": [pointer, buffer],
    }.items():
        function = getattr(library, name)
        function.argtypes, function.restype = arguments, buffer
    for name in ("map_generator", "compute_shared_secret", "verify_authentication_token"):
        step = {"m": "3A", "c": "3B", "v": "3D"}[name[0]]
        getattr(library, f"PACE_STEP{step}_{name}").argtypes = [pointer, buffer]
    library.PACE_STEP2_dec_nonce.argtypes = [pointer, pointer, buffer]
    library.PACE_STEP3C_derive_keys.argtypes = [pointer]
    library.EAC_CTX_set_encryption_ctx.argtypes = [pointer, ctypes.c_int]
    library.EAC_increment_ssc.argtypes = [pointer]
    library.EAC_init()
    return library


class LibeacDisagrees(Exception):
    """One of the two makers refused the other's token."""


class _Side:
    """One end of PACE in libeac: a context with variant and password, and bytes in and out of it."""

    def __init__(self, library: ctypes.CDLL, oid: bytes, parameter_id: int, can: str) -> None:
        self._library = library
        self._context = library.EAC_CTX_new()
        protocol = library.EAC_OBJ_txt2nid(core.ObjectIdentifier(contents=oid).dotted.encode())
        assert library.EAC_CTX_init_pace(self._context, protocol, parameter_id) == 1
        self._password = library.PACE_SEC_new(can.encode(), len(can), _CAN)
        self._peer = b""

    def close(self) -> None:
        """Free what the library holds."""
        self._library.PACE_SEC_clear_free(self._password)
        self._library.EAC_CTX_clear_free(self._context)

    def agree(self, peer: bytes) -> None:
        """Shared secret and session keys with the other side's public key."""
        self._peer = peer
        self.done(self._library.PACE_STEP3B_compute_shared_secret, peer)
        assert self._library.PACE_STEP3C_derive_keys(self._context) == 1

    def token(self) -> bytes:
        """This side's authentication token."""
        return self.given(self._library.PACE_STEP3D_compute_authentication_token, self._peer)

    def start_messaging(self) -> None:
        """Take the keys of PACE for secure messaging, its counter at zero."""
        assert self._library.EAC_CTX_set_encryption_ctx(self._context, _ENCRYPTION_BY_PACE) == 1

    def count(self) -> None:
        """One message on."""
        assert self._library.EAC_increment_ssc(self._context) == 1

    def padded(self, data: bytes) -> bytes:
        """Padding method 2 to the cipher's block."""
        return self.given(self._library.EAC_add_iso_pad, data)

    def encrypted(self, plain: bytes) -> bytes:
        """Padded and encrypted under the present counter."""
        return self.given(self._library.EAC_encrypt, self.padded(plain))

    def decrypted(self, cryptogram: bytes) -> bytes:
        """The inverse of `encrypted`."""
        return self.given(self._library.EAC_decrypt, cryptogram).rstrip(b"\0").removesuffix(b"\x80")

    def checksum(self, data: bytes) -> bytes:
        """Over the counter and padded data."""
        return self.given(self._library.EAC_authenticate, self.padded(data))

    def take(self, buffer: ctypes._Pointer[_Buffer]) -> bytes:
        """The content of a buffer of the library, which is freed."""
        assert buffer
        data = ctypes.string_at(buffer.contents.data, buffer.contents.length) if buffer.contents.length else b""
        self._library.BUF_MEM_clear_free(buffer)
        return data

    def given(self, function: ctypes._NamedFuncPointer, data: bytes) -> bytes:
        """Call a function from buffer to buffer."""
        argument = self._library.BUF_MEM_create_init(data, len(data))
        try:
            return self.take(function(self._context, argument))
        finally:
            self._library.BUF_MEM_clear_free(argument)

    def done(self, function: ctypes._NamedFuncPointer, data: bytes) -> None:
        """Call a function that takes a buffer and must succeed."""
        argument = self._library.BUF_MEM_create_init(data, len(data))
        try:
            if function(self._context, argument) != 1:
                raise LibeacDisagrees
        finally:
            self._library.BUF_MEM_clear_free(argument)


class LibeacChip(_Side):
    """A chip whose PACE and secure messaging are libeac's; it answers protected data turned around."""

    atr = b""

    def __init__(self, library: ctypes.CDLL, oid: bytes, parameter_id: int, can: str) -> None:
        super().__init__(library, oid, parameter_id, can)
        self._step = 0
        self.opened: list[bytes] = []

    def transmit(self, apdu: bytes) -> bytes:
        """MSE:SET AT, the four steps of GENERAL AUTHENTICATE, then protected commands."""
        if apdu[1] == 0x22:
            return b"\x90\x00"
        if apdu[0] & 0x0C == 0x0C:
            return self._protected(apdu)
        self._step += 1
        return encode(0x7C, self._authenticate(apdu)) + b"\x90\x00"

    def _authenticate(self, apdu: bytes) -> bytes:
        library, context = self._library, self._context
        body = apdu[7 : 7 + int.from_bytes(apdu[5:7], "big")] if apdu[4] == 0 else apdu[5 : 5 + apdu[4]]
        sent = {tlv.tag: tlv.value for tlv in parse_one(body, 0x7C).children()}
        if self._step == 1:
            return encode(0x80, self.take(library.PACE_STEP1_enc_nonce(context, self._password)))
        if self._step == 2:
            ours = self.take(library.PACE_STEP3A_generate_mapping_data(context))
            self.done(library.PACE_STEP3A_map_generator, sent[0x81])
            return encode(0x82, ours)
        if self._step == 3:
            ours = self.take(library.PACE_STEP3B_generate_ephemeral_key(context))
            self.agree(sent[0x83])
            return encode(0x84, ours)
        self.done(library.PACE_STEP3D_verify_authentication_token, sent[0x85])
        token = self.token()
        self.start_messaging()
        return encode(0x86, token)

    def _protected(self, apdu: bytes) -> bytes:
        body = apdu[5 : 5 + apdu[4]]
        objects, mac = body[:-10], body[-8:]
        self.count()
        assert self.checksum(self.padded(apdu[:4]) + objects) == mac
        plain = self.decrypted(parse_one(objects, 0x87).value[1:])
        self.opened.append(plain)
        self.count()
        answer = encode(0x87, b"\x01" + self.encrypted(plain[::-1])) + encode(0x99, b"\x90\x00")
        return answer + encode(0x8E, self.checksum(answer)) + b"\x90\x00"


class LibeacTerminal(_Side):
    """A reader whose PACE and secure messaging are libeac's."""

    def open(self, transmit: Callable[[bytes], bytes], oid: bytes, parameter_id: int) -> None:
        """Run PACE with the CAN against a card; raises `LibeacDisagrees` where the two makers differ."""
        library, context = self._library, self._context

        def step(last: bool, inside: bytes) -> bytes:
            data = encode(0x7C, inside)
            long = len(data) > 200
            length, end = (b"\0" + len(data).to_bytes(2, "big"), b"\0\0") if long else (bytes([len(data)]), b"\0")
            answer = transmit(bytes((0x00 if last else 0x10, 0x86, 0, 0)) + length + data + end)
            if answer[-2:] != b"\x90\x00":
                raise LibeacDisagrees
            return parse_one(answer[:-2], 0x7C).children()[0].value

        template = encode(0x80, oid) + encode(0x83, bytes([_CAN])) + encode(0x84, bytes([parameter_id]))
        assert transmit(b"\x00\x22\xc1\xa4" + bytes([len(template)]) + template) == b"\x90\x00"
        nonce = step(False, b"")
        argument = library.BUF_MEM_create_init(nonce, len(nonce))
        assert library.PACE_STEP2_dec_nonce(context, self._password, argument) == 1
        library.BUF_MEM_clear_free(argument)
        ours = self.take(library.PACE_STEP3A_generate_mapping_data(context))
        self.done(library.PACE_STEP3A_map_generator, step(False, encode(0x81, ours)))
        ours = self.take(library.PACE_STEP3B_generate_ephemeral_key(context))
        self.agree(step(False, encode(0x83, ours)))
        self.done(library.PACE_STEP3D_verify_authentication_token, step(True, encode(0x85, self.token())))
        self.start_messaging()

    def send(self, transmit: Callable[[bytes], bytes], header: bytes, data: bytes = b"", le: bytes = b"") -> bytes:
        """One protected command; the answer's plain data."""
        self.count()
        objects = encode(0x87, b"\x01" + self.encrypted(data)) if data else b""
        objects += encode(0x97, le) if le else b""
        header = bytes([header[0] | 0x0C]) + header[1:]
        body = objects + encode(0x8E, self.checksum(self.padded(header) + objects))
        answer = transmit(header + bytes([len(body)]) + body + b"\0")
        self.count()
        assert answer[-12:-10] == b"\x8e\x08"
        covered, mac = answer[:-12], answer[-10:-2]
        assert self.checksum(covered) == mac
        found = [tlv.value for tlv in parse_all(covered) if tlv.tag == 0x87]
        return self.decrypted(found[0][1:]) if found else b""
