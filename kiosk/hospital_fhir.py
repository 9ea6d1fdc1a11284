"""A HIS behind FHIR R4, as a station's file names it: its account, its certificate, and the URIs of its numbers."""

from __future__ import annotations

import logging
import ssl
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

from his_client.fhir.adapter import FhirConfig, FhirHis
from his_client.fhir.auth import ClientKey, ClientSecret, Tokens
from his_client.fhir.client import MAX_BYTES, FhirClient
from his_client.fhir.slots import SlotUse
from his_client.fhir.systems import Systems
from his_client.his.capability import Capability
from his_client.http import JsonClient
from his_client.outcome import Done, Refused
from kiosk.clock import Clock
from kiosk.config import ConfigError, Problem, StationConfig, secret

log = logging.getLogger(__name__)


def open_fhir(config: StationConfig, clock: Clock, stack: ExitStack, *, deadline_s: float = 10.0) -> FhirHis | None:
    """The client for the HIS, closed with `stack`, once it has read what the server can do; None without `his.url`.

    A server that does not answer now is asked again with the first list of departments.

    :raises SecretMissing: when the client has an account, and neither a key nor a secret.
    :raises ConfigError: when a key or certificate cannot be used.
    """
    if config.his.url is None:
        return None
    systems = Systems(**{field.name: getattr(config.fhir, field.name) for field in fields(Systems)})
    http = stack.enter_context(_line(config, config.his.url, deadline_s))
    client = FhirClient(http, config.his.url, _tokens(config, clock, stack, deadline_s), systems.word("refusal"))
    lacks = frozenset(map(Capability, config.his.lacks))
    settings = FhirConfig(
        config.station.facility, systems, config.fhir.queue_numbers, lacks, SlotUse(config.fhir.slots)
    )
    his = FhirHis(settings, client, clock.now)
    learned = his.learn()
    if not isinstance(learned, Done):
        reason = learned.code if isinstance(learned, Refused) else learned.reason
        log.warning("fhir_server_not_learned", extra={"reason": reason})
    return his


def _line(config: StationConfig, url: str, deadline_s: float) -> JsonClient:
    settings = config.fhir
    certificate = None
    if settings.certificate is not None and settings.certificate_key is not None:
        certificate = settings.certificate, settings.certificate_key
    try:
        return JsonClient(
            url, deadline_s=deadline_s, ca_file=config.his.ca_file, max_bytes=MAX_BYTES, client_cert=certificate
        )
    except (ssl.SSLError, OSError):
        raise _unusable("certificate", "a certificate and its key in PEM, and a CA file") from None


def _tokens(config: StationConfig, clock: Clock, stack: ExitStack, deadline_s: float) -> Tokens | None:
    settings = config.fhir
    if settings.oauth_url is None and settings.client_id is None:
        return None
    if settings.oauth_url is None or settings.client_id is None:
        raise ConfigError((Problem(None, "fhir", "half an account", "both oauth_url and client_id, or neither"),))
    account: ClientKey | ClientSecret
    if settings.client_key is not None:
        account = _key(settings.client_id, settings.key_id or "", settings.oauth_url, settings.client_key)
    else:
        account = ClientSecret(settings.client_id, secret("his_secret", config.station.credentials))
    door = stack.enter_context(_line(config, settings.oauth_url, deadline_s))
    return Tokens(door, account, settings.scope, clock.now)


def _key(client_id: str, key_id: str, audience: str, path: Path) -> ClientKey:
    try:
        return ClientKey.from_pem(client_id, key_id, audience, path.read_bytes())
    except (OSError, ValueError, TypeError):
        raise _unusable(
            "client_key", "a private key in PEM without a passphrase: RSA from 2048 bits, or EC P-384"
        ) from None


def _unusable(setting: str, expected: str) -> ConfigError:
    return ConfigError((Problem(None, f"fhir.{setting}", "unusable", expected),))
