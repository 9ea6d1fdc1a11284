"""The hospital's HIS as a station's file names it: which adapter speaks to it, with which account."""

from __future__ import annotations

from contextlib import ExitStack

from his_client.his.capability import Capability
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.medipay_keyless import KeylessMediPayHis, Search
from his_client.his.ports import HospitalSystem
from his_client.http import JsonClient
from his_client.insurance.his_route import HisInsuranceRoute, HisRouteConfig
from his_client.insurance.ports import InsuranceGateway
from kiosk.clock import Clock
from kiosk.config import StationConfig, secret
from kiosk.hospital_fhir import open_fhir
from kiosk.hospital_hl7v2 import open_hl7v2


def open_hospital(
    config: StationConfig, clock: Clock, stack: ExitStack, *, deadline_s: float = 10.0
) -> HospitalSystem | None:
    """The client for the HIS, closed with `stack`; None when the file names no HIS.

    :param deadline_s: seconds that bound each call as a whole.
    :raises SecretMissing: when its secret is nowhere.
    :raises InsecureAddress: when its address is plain http to another machine.
    :raises ConfigError: when a file that an HL7 v2 or FHIR HIS needs cannot be used.
    """
    his = config.his
    if his.kind == "fhir":
        return open_fhir(config, clock, stack, deadline_s=deadline_s)
    if his.kind == "hl7v2":
        return open_hl7v2(config, clock, stack, deadline_s=deadline_s)
    if his.url is None or his.merchant_id is None:
        return None
    account = MediPayConfig(
        his.merchant_id,
        secret("his_secret", config.station.credentials),
        config.station.facility,
        frozenset(map(Capability, his.lacks)),
    )
    http = stack.enter_context(JsonClient(his.url, deadline_s=deadline_s, ca_file=his.ca_file))
    if his.keys:
        return MediPayHis(account, http, clock.now)
    return KeylessMediPayHis(account, http, clock.now, Search(his.notes))


def open_his_route(config: StationConfig, clock: Clock, stack: ExitStack) -> InsuranceGateway | None:
    """The HIS as the one that asks the insurer, closed with `stack`; None where insurance does not go that way.

    :raises SecretMissing: when the HIS's secret is nowhere.
    :raises InsecureAddress: when its address is plain http to another machine.
    """
    his, insurance = config.his, config.insurance
    if insurance.route != "his" or his.url is None or his.merchant_id is None:
        return None
    account = HisRouteConfig(his.merchant_id, secret("his_secret", config.station.credentials), insurance.deadline_s)
    return HisInsuranceRoute(account, stack.enter_context(JsonClient(his.url, ca_file=his.ca_file)), clock.now)
