"""A receiver as a configuration says: its inbox, the readers of its providers, and its service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from kiosk.clock import Clock
from kiosk.config import StationConfig, secret
from kiosk.hub.money.providers import notice_readers
from kiosk.hub.receiver.inbox import Inbox
from kiosk.hub.receiver.service import receiver_app
from kiosk.hub.service import HubServer


class ReceiverNotConfigured(Exception):
    """The configuration does not describe a receiver; the message names what is missing."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"this file describes no webhook receiver: set {missing}")


@contextmanager
def running_receiver(config: StationConfig, clock: Clock) -> Iterator[HubServer]:
    """Serve the receiver that `config` describes; on leaving, everything is closed in order.

    :raises ReceiverNotConfigured, SecretMissing, InboxUnusable, OSError: when something it needs is absent or wrong.
    """
    if config.hub.inbox is None:
        raise ReceiverNotConfigured("hub.inbox")
    readers = notice_readers(config)
    if not readers:
        raise ReceiverNotConfigured("payment.providers of a kind that sends webhooks (sepay, payos, vnpay)")
    credentials = config.station.credentials
    token, key = secret("receiver_token", credentials), secret("receiver_key", credentials)
    with ExitStack() as stack:
        inbox = Inbox(config.hub.inbox, key, clock)
        stack.callback(inbox.close)
        listen = urlsplit(f"//{config.hub.receiver_listen}")
        app = receiver_app(inbox, readers, token, clock)
        server = HubServer(app, listen.hostname or "", listen.port or 0)
        stack.callback(server.stop)
        server.start()
        yield server
