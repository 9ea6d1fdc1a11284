"""Plain arithmetic on prime-field curves, for what the crypto library cannot do: points over a generator of one's own.

PACE maps a nonce to a fresh generator, so points must be added and multiplied that no library call names. Everything
secret here lives for one session; the arithmetic does not run in constant time.
"""

from __future__ import annotations

from .curves import Domain

Point = tuple[int, int]
_Jacobian = tuple[int, int, int]
_INFINITY: _Jacobian = (1, 1, 0)
_WINDOW = 4


class NotOnCurve(ValueError):
    """An encoded point that is malformed, at infinity, or not on its curve."""


def on_curve(domain: Domain, point: Point) -> bool:
    """Whether y² = x³ + ax + b holds, with both coordinates in the field."""
    x, y = point
    return 0 <= x < domain.p and 0 <= y < domain.p and (y * y - (x * x + domain.a) * x - domain.b) % domain.p == 0


def add(domain: Domain, left: Point, right: Point) -> Point:
    """The sum of two points; raises `NotOnCurve` when it is the point at infinity."""
    return _affine(domain, _add(domain, (*left, 1), (*right, 1)))


def multiply(domain: Domain, scalar: int, point: Point) -> Point:
    """`scalar` times the point; raises `NotOnCurve` when that is the point at infinity."""
    table = [_INFINITY, (*point, 1)]
    for _ in range((1 << _WINDOW) - 2):
        table.append(_add(domain, table[-1], table[1]))
    result = _INFINITY
    scalar %= domain.n
    for shift in range((scalar.bit_length() + _WINDOW - 1) // _WINDOW * _WINDOW, 0, -_WINDOW):
        for _ in range(_WINDOW):
            result = _double(domain, result)
        result = _add(domain, result, table[scalar >> (shift - _WINDOW) & (1 << _WINDOW) - 1])
    return _affine(domain, result)


def encode_point(domain: Domain, point: Point) -> bytes:
    """04 and both coordinates in the field's width (ICAO 9303-11, 9.4.2; SEC 1, 2.3.3)."""
    return b"\x04" + b"".join(coordinate.to_bytes(domain.width, "big") for coordinate in point)


def decode_point(domain: Domain, encoded: bytes) -> Point:
    """The inverse of `encode_point`, checked to lie on the curve; raises `NotOnCurve`."""
    width = domain.width
    if len(encoded) != 1 + 2 * width or encoded[0] != 4:
        raise NotOnCurve("not an uncompressed point of this curve")
    point = int.from_bytes(encoded[1 : 1 + width], "big"), int.from_bytes(encoded[1 + width :], "big")
    if not on_curve(domain, point):
        raise NotOnCurve("the point does not lie on its curve")
    return point


def _double(domain: Domain, point: _Jacobian) -> _Jacobian:
    x, y, z = point
    p = domain.p
    if not z or not y:
        return _INFINITY
    yy = y * y % p
    s = 4 * x * yy % p
    m = (3 * x * x + domain.a * pow(z, 4, p)) % p
    x3 = (m * m - 2 * s) % p
    return x3, (m * (s - x3) - 8 * yy * yy) % p, 2 * y * z % p


def _add(domain: Domain, left: _Jacobian, right: _Jacobian) -> _Jacobian:
    x1, y1, z1 = left
    x2, y2, z2 = right
    p = domain.p
    if not z1:
        return right
    if not z2:
        return left
    zz1, zz2 = z1 * z1 % p, z2 * z2 % p
    u1, u2 = x1 * zz2 % p, x2 * zz1 % p
    s1, s2 = y1 * z2 * zz2 % p, y2 * z1 * zz1 % p
    if u1 == u2:
        return _double(domain, left) if s1 == s2 else _INFINITY
    h, r = u2 - u1, s2 - s1
    hh = h * h % p
    hhh, v = h * hh % p, u1 * hh % p
    x3 = (r * r - hhh - 2 * v) % p
    return x3, (r * (v - x3) - s1 * hhh) % p, z1 * z2 * h % p


def _affine(domain: Domain, point: _Jacobian) -> Point:
    x, y, z = point
    if not z:
        raise NotOnCurve("the point at infinity")
    inverse = pow(z, -1, domain.p)
    square = inverse * inverse % domain.p
    return x * square % domain.p, y * square * inverse % domain.p
