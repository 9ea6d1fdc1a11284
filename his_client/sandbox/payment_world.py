"""Everything of the sandbox that has to do with payment providers: their servers, their payers, their notices."""

import threading
from collections.abc import Mapping
from typing import Any, Protocol

from flask import Flask

from his_client.clock import Clock
from his_client.payments.sepay import SepaySecrets
from his_client.sandbox.bank_app import bank_app
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.pay_notices import Keys
from his_client.sandbox.payos_app import payos_app
from his_client.sandbox.providers import Payee, Providers
from his_client.sandbox.store import Store, Table
from his_client.sandbox.vnpay_app import vnpay_app
from his_client.sandbox.webhooks import Webhooks

PROVIDERS = ("payos", "sepay", "vnpay")
_TURN_S = 0.1


class ProviderAccounts(Protocol):
    """The part of the sandbox's accounts that the providers know."""

    @property
    def bank_bin(self) -> str: ...
    @property
    def payos_account(self) -> str: ...
    @property
    def payos_client_id(self) -> str: ...
    @property
    def payos_api_key(self) -> str: ...
    @property
    def payos_checksum_key(self) -> str: ...
    @property
    def sepay_token(self) -> str: ...
    @property
    def sepay_secret(self) -> str: ...
    @property
    def sepay_api_key(self) -> str: ...
    @property
    def vnpay_tmn_code(self) -> str: ...
    @property
    def vnpay_secret(self) -> str: ...


class PaymentWorld:
    """payOS, SePay and VNPAY over the sandbox's store. SePay watches the sandbox bank's account.

    `turn` books what is due and sends what is due; between `start` and `stop` a thread does so ten times a second.
    """

    def __init__(self, store: Store, ledger: BankLedger, accounts: ProviderAccounts, clock: Clock) -> None:
        self._accounts = accounts
        self._ledger = ledger
        keys = Keys(
            accounts.payos_checksum_key,
            SepaySecrets(accounts.sepay_secret, accounts.sepay_api_key),
            accounts.vnpay_secret,
            accounts.vnpay_tmn_code,
        )
        self.webhooks = Webhooks(store, keys, clock=clock)
        self.providers = Providers(
            store,
            ledger,
            self.webhooks.tell,
            clock=clock,
            payee=Payee(accounts.bank_bin, accounts.payos_account),
            tmn_code=accounts.vnpay_tmn_code,
            vnpay_secret=accounts.vnpay_secret,
        )
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sandbox-webhooks")

    @property
    def tables(self) -> Mapping[str, Table[Any]]:
        """Its tables, for whoever looks at the sandbox's state."""
        providers = self.providers
        return {
            "provider_orders": providers.orders,
            "provider_payments": providers.payments,
            "provider_refunds": providers.refunds,
            "webhooks": self.webhooks.rows,
        }

    def apps(self) -> Mapping[str, Flask]:
        """The providers' servers, by name."""
        accounts = self._accounts
        return {
            "payos": payos_app(
                self.providers,
                self.webhooks,
                client_id=accounts.payos_client_id,
                api_key=accounts.payos_api_key,
                checksum_key=accounts.payos_checksum_key,
                bank_bin=accounts.bank_bin,
            ),
            "sepay": bank_app(self._ledger, token=accounts.sepay_token),
            "vnpay": vnpay_app(self.providers, tmn_code=accounts.vnpay_tmn_code, secret=accounts.vnpay_secret),
        }

    def turn(self) -> int:
        """Books payments and sends notices that are due; answers how many notices were taken."""
        self._ledger.settle()
        self.providers.settle()
        return self.webhooks.turn()

    def start(self) -> None:
        """Begins to turn by itself."""
        self._thread.start()

    def stop(self) -> None:
        """Ends that, after the notice that is on its way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self.webhooks.close()

    def _run(self) -> None:
        while not self._stopping.wait(_TURN_S):
            self.turn()
