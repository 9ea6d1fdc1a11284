"""Which signature and hash algorithms are accepted, and verifying with them (RSA PKCS#1 v1.5 and PSS, ECDSA)."""

from __future__ import annotations

from dataclasses import dataclass

from asn1crypto import algos, core, keys
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from .asn1 import MALFORMED
from .curves import CURVES, named_curve

HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
"""The allow-list. SHA-1 is read so that an old document can be told apart from an altered one, but graded weak."""

_WEAK_HASHES = {"sha1"}
_MIN_RSA_BITS, _GOOD_RSA_BITS = 1024, 2048


class NotAllowed(ValueError):
    """An algorithm, key or parameter set outside the allow-list."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature that holds, with what it was made of. `weak` says why it no longer counts as strong."""

    algorithm: str
    weak: str = ""


def digest(algorithm: str, data: bytes) -> bytes:
    """Hash with an allowed algorithm by its asn1crypto name; raises `NotAllowed`."""
    value = hashes.Hash(_hash(algorithm))
    value.update(data)
    return value.finalize()


def is_weak_hash(algorithm: str) -> bool:
    """Whether the hash is accepted but no longer strong."""
    return algorithm in _WEAK_HASHES


def hash_of(algorithm: algos.SignedDigestAlgorithm) -> str:
    """The hash a signature algorithm names by itself; raises `NotAllowed` when it names none."""
    try:
        return str(algorithm.hash_algo)
    except ValueError as error:
        raise NotAllowed("a signature algorithm without a hash") from error


def verify(
    public_key: keys.PublicKeyInfo,
    algorithm: algos.SignedDigestAlgorithm,
    digest_name: str,
    signature: bytes,
    message: bytes,
) -> Verified | None:
    """Verify one signature; None when it does not hold, `NotAllowed` when it may not be judged at all.

    `digest_name` is what the signer states beside the signature; an algorithm that names its own hash must agree.
    """
    try:
        return _verify(public_key, algorithm, digest_name, signature, message)
    except NotAllowed:
        raise
    except (*MALFORMED, UnsupportedAlgorithm) as error:
        # The ASN.1 library reads keys and parameters lazily, so what is malformed shows only here.
        raise NotAllowed("unknown or malformed signature algorithm or key") from error


def _verify(
    public_key: keys.PublicKeyInfo,
    algorithm: algos.SignedDigestAlgorithm,
    stated: str,
    signature: bytes,
    message: bytes,
) -> Verified | None:
    scheme = str(algorithm.signature_algo)
    if scheme not in {"rsassa_pkcs1v15", "rsassa_pss", "ecdsa"}:
        raise NotAllowed(f"signature algorithm {scheme}")
    if algorithm["algorithm"].native not in {"rsassa_pkcs1v15", "rsaes_pkcs1v15"}:
        own = algorithm.hash_algo
        if own != stated:
            raise NotAllowed(f"signature hash {own} differs from the stated {stated}")
    hash_algorithm = _hash(stated)
    weak = [f"hash {stated}"] if is_weak_hash(stated) else []
    try:
        if scheme == "ecdsa":
            ec_key = ec_public_key(public_key)
            ec_key.verify(signature, message, ec.ECDSA(hash_algorithm))
            return Verified(f"ECDSA {ec_key.curve.name} {stated}", ", ".join(weak))
        rsa_key = _rsa_public_key(public_key)
        if rsa_key.key_size < _GOOD_RSA_BITS:
            weak.append(f"RSA {rsa_key.key_size} bits")
        rsa_padding = _pss(algorithm, stated) if scheme == "rsassa_pss" else padding.PKCS1v15()
        rsa_key.verify(signature, message, rsa_padding, hash_algorithm)
        label = "RSA-PSS" if scheme == "rsassa_pss" else "RSA"
        return Verified(f"{label} {rsa_key.key_size} {stated}", ", ".join(weak))
    except InvalidSignature:
        return None


def ec_public_key(public_key: keys.PublicKeyInfo) -> ec.EllipticCurvePublicKey:
    """The EC key on its named curve; explicit parameters only when all of them equal a known curve's."""
    if public_key.algorithm != "ec":
        raise NotAllowed(f"key type {public_key.algorithm} for ECDSA")
    curve = named_curve(public_key["algorithm"]["parameters"])
    if curve is None:
        raise NotAllowed("elliptic curve parameters equal no known curve")
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVES[curve](), public_key["public_key"].native)
    except ValueError as error:
        raise NotAllowed("the public point does not lie on its curve") from error


def _rsa_public_key(public_key: keys.PublicKeyInfo) -> rsa.RSAPublicKey:
    if public_key.algorithm not in {"rsa", "rsassa_pss"}:
        raise NotAllowed(f"key type {public_key.algorithm} for RSA")
    numbers = public_key["public_key"].parsed.native
    modulus, exponent = numbers["modulus"], numbers["public_exponent"]
    if modulus.bit_length() < _MIN_RSA_BITS or modulus.bit_length() > 8192:
        raise NotAllowed(f"RSA key of {modulus.bit_length()} bits")
    try:
        return rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError as error:
        raise NotAllowed("RSA key is not valid") from error


def _pss(algorithm: algos.SignedDigestAlgorithm, stated: str) -> padding.PSS:
    """Parameters from the AlgorithmIdentifier (RFC 4055); the mask must be MGF1, the trailer the only one there is."""
    parameters = algorithm["parameters"]
    if isinstance(parameters, core.Void | core.Null) or parameters.native is None:
        raise NotAllowed("RSA-PSS without parameters")
    mask = parameters["mask_gen_algorithm"]
    if mask["algorithm"].native != "mgf1" or parameters["trailer_field"].native != "trailer_field_bc":
        raise NotAllowed("RSA-PSS mask or trailer")
    if parameters["hash_algorithm"]["algorithm"].native != stated:
        raise NotAllowed("RSA-PSS hash differs from the stated one")
    mask_hash = mask["parameters"]["algorithm"].native
    return padding.PSS(padding.MGF1(_hash(mask_hash)), parameters["salt_length"].native)


def _hash(name: str) -> hashes.HashAlgorithm:
    if name not in HASHES:
        raise NotAllowed(f"hash {name}")
    return HASHES[name]()
