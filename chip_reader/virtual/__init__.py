"""The virtual ID card and reader: a synthetic citizen card for demonstrations, training and tests."""

from .card import VirtualCard
from .faults import Fault, LengthCap, Link, LockOut, OutOfStep, Silent, Slow, Torn, WrongMac
from .issuer import SCHEMES, Issuer, Scheme
from .profile import BadProfile, Profile, load_profile, profile_names
from .reader import VirtualReader
from .vpcd import DEFAULT_PORT, ServedCard, serve_vpcd

__all__ = [
    "DEFAULT_PORT",
    "SCHEMES",
    "BadProfile",
    "Fault",
    "Issuer",
    "LengthCap",
    "Link",
    "LockOut",
    "OutOfStep",
    "Profile",
    "Scheme",
    "ServedCard",
    "Silent",
    "Slow",
    "Torn",
    "VirtualCard",
    "VirtualReader",
    "WrongMac",
    "load_profile",
    "profile_names",
    "serve_vpcd",
]
