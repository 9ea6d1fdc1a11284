"""The provider accounts a configuration names, as channels, and the readers of their webhooks; secrets come by name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from his_client.http import JsonClient
from his_client.payments.bank import StatementConfig
from his_client.payments.payos import PayosConfig, PayosProvider, PayosReader
from his_client.payments.ports import NoticeReader
from his_client.payments.sepay import SepayProvider, SepayReader, SepaySecrets
from his_client.payments.statement import StatementProvider
from his_client.payments.vnpay import VnpayConfig, VnpayProvider
from his_client.payments.vnpay_ipn import VnpayReader
from kiosk.clock import Clock
from kiosk.config import StationConfig, secret
from kiosk.config.model import Provider
from kiosk.hub.money.channels import Channel
from kiosk.money.order import BillKind
from kiosk.money.qr import Payee

SecretOf = Callable[[str], str]


def open_channels(config: StationConfig, clock: Clock, stack: ExitStack) -> tuple[Channel, ...]:
    """A channel for each account, the one of the old keys first; its connections are closed with `stack`.

    Of the old keys, all must be given.

    :raises SecretMissing: when a secret of a provider is nowhere.
    """
    payment, found = config.payment, []
    if payment.url is not None:
        account = payment.account or ""
        feed = StatementConfig(account, secret("payment_secret", config.station.credentials))
        bank = StatementProvider(feed, stack.enter_context(JsonClient(payment.url)), clock.now)
        payee = Payee(account, payment.bank_bin or "", payment.payee or "")
        found.append(Channel(bank, bank, payee, frozenset({account})))
    readers = notice_readers(config) if config.hub.receiver is not None else {}
    further = (_channel(item, config, clock, stack) for item in payment.providers)
    return (
        *found,
        *(
            replace(channel, reader=readers.get(channel.name), holder=item.payee or config.station.hospital)
            for item, channel in zip(payment.providers, further, strict=True)
        ),
    )


def notice_readers(config: StationConfig) -> dict[str, NoticeReader]:
    """The readers of all providers that send webhooks, by name.

    :raises SecretMissing: when what they verify with is nowhere.
    """
    found = ((item.name or item.kind, _reader(item, _secrets(config, item))) for item in config.payment.providers)
    return {name: reader for name, reader in found if reader is not None}


def _channel(item: Provider, config: StationConfig, clock: Clock, stack: ExitStack) -> Channel:
    own, name = _secrets(config, item), item.name or item.kind
    http = stack.enter_context(JsonClient(item.url))
    kinds = frozenset(BillKind(kind) for kind in item.kinds)
    accounts = frozenset({item.account} if item.account else ())
    if item.kind == "payos":
        payos = PayosConfig(
            item.client_id or "",
            own("api_key"),
            own("checksum_key"),
            item.return_url or "",
            item.return_url or "",
            name,
        )
        return Channel(PayosProvider(payos, http), accounts=accounts, kinds=kinds)
    if item.kind == "vnpay":
        vnpay = VnpayConfig(item.terminal or "", own("secret"), item.return_url or "", item.pay_url, name=name)
        accounts = frozenset({item.terminal or ""})
        return Channel(VnpayProvider(vnpay, http, clock.now), accounts=accounts, kinds=kinds)
    account = item.account or ""
    feed = StatementConfig(account, own("token"), name)
    listing = (SepayProvider if item.kind == "sepay" else StatementProvider)(feed, http, clock.now)
    payee = Payee(account, item.bank_bin, item.payee) if item.bank_bin and item.payee else None
    return Channel(listing, listing, payee, accounts, kinds)


def _reader(item: Provider, own: SecretOf) -> NoticeReader | None:
    name = item.name or item.kind
    match item.kind:
        case "payos":
            return PayosReader(own("checksum_key"), name)
        case "vnpay":
            return VnpayReader(own("secret"), name)
        case "sepay":
            return SepayReader(SepaySecrets(own("secret")), name)
        case "bank":
            return None


def _secrets(config: StationConfig, item: Provider) -> SecretOf:
    prefix = f"payment_{item.name or item.kind}_"
    return lambda suffix: secret(prefix + suffix, config.station.credentials)
