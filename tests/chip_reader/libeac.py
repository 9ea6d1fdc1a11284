"""Another maker's PACE as the chip: libeac of the OpenPACE project (Debian package libeac3), by its C API."""

from __future__ import annotations

import ctypes
import ctypes.util

from asn1crypto import core

from chip_reader.tlv import encode, parse_one

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
    library.PACE_STEP3C_derive_keys.argtypes = [pointer]
    library.EAC_CTX_set_encryption_ctx.argtypes = [pointer, ctypes.c_int]
    library.EAC_increment_ssc.argtypes = [pointer]
    library.EAC_init()
    return library


class LibeacChip:
    """A chip whose PACE and secure messaging are libeac's; it answers one protected command with bytes of its own."""

    atr = b""

    def __init__(self, library: ctypes.CDLL, oid: bytes, parameter_id: int, can: str) -> None:
        self._library = library
        self._context = library.EAC_CTX_new()
        protocol = library.EAC_OBJ_txt2nid(core.ObjectIdentifier(contents=oid).dotted.encode())
        assert library.EAC_CTX_init_pace(self._context, protocol, parameter_id) == 1
        self._password = library.PACE_SEC_new(can.encode(), len(can), _CAN)
        self._step = 0
        self._peer = b""
        self.opened: list[bytes] = []

    def close(self) -> None:
        """Free what the library holds."""
        self._library.PACE_SEC_clear_free(self._password)
        self._library.EAC_CTX_clear_free(self._context)

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
            return encode(0x80, self._take(library.PACE_STEP1_enc_nonce(context, self._password)))
        if self._step == 2:
            ours = self._take(library.PACE_STEP3A_generate_mapping_data(context))
            self._done(library.PACE_STEP3A_map_generator, sent[0x81])
            return encode(0x82, ours) if ours else b""
        if self._step == 3:
            ours = self._take(library.PACE_STEP3B_generate_ephemeral_key(context))
            self._peer = sent[0x83]
            self._done(library.PACE_STEP3B_compute_shared_secret, self._peer)
            assert library.PACE_STEP3C_derive_keys(context) == 1
            return encode(0x84, ours)
        self._done(library.PACE_STEP3D_verify_authentication_token, sent[0x85])
        token = self._given(library.PACE_STEP3D_compute_authentication_token, self._peer)
        assert library.EAC_CTX_set_encryption_ctx(context, _ENCRYPTION_BY_PACE) == 1
        return encode(0x86, token)

    def _protected(self, apdu: bytes) -> bytes:
        """Check and open the command, answer with what was in it turned around."""
        library, context = self._library, self._context
        body = apdu[5 : 5 + apdu[4]]
        objects, mac = body[:-10], body[-8:]
        assert library.EAC_increment_ssc(context) == 1
        header = self._given(library.EAC_add_iso_pad, apdu[:4])
        assert self._checksum(header + objects) == mac
        cryptogram = parse_one(objects, 0x87).value[1:]
        plain = self._given(library.EAC_decrypt, cryptogram).rstrip(b"\0").removesuffix(b"\x80")
        self.opened.append(plain)
        assert library.EAC_increment_ssc(context) == 1
        padded = self._given(library.EAC_add_iso_pad, plain[::-1])
        answer = encode(0x87, b"\x01" + self._given(library.EAC_encrypt, padded)) + encode(0x99, b"\x90\x00")
        return answer + encode(0x8E, self._checksum(answer)) + b"\x90\x00"

    def _checksum(self, data: bytes) -> bytes:
        padded = self._given(self._library.EAC_add_iso_pad, data)
        return self._given(self._library.EAC_authenticate, padded)

    def _take(self, buffer: ctypes._Pointer[_Buffer]) -> bytes:
        assert buffer
        data = ctypes.string_at(buffer.contents.data, buffer.contents.length) if buffer.contents.length else b""
        self._library.BUF_MEM_clear_free(buffer)
        return data

    def _given(self, function: ctypes._NamedFuncPointer, data: bytes) -> bytes:
        argument = self._library.BUF_MEM_create_init(data, len(data))
        try:
            return self._take(function(self._context, argument))
        finally:
            self._library.BUF_MEM_clear_free(argument)

    def _done(self, function: ctypes._NamedFuncPointer, data: bytes) -> None:
        argument = self._library.BUF_MEM_create_init(data, len(data))
        try:
            assert function(self._context, argument) == 1, "libeac refused"
        finally:
            self._library.BUF_MEM_clear_free(argument)
