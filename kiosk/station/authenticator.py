"""Who outside may be asked whether a card's signer is genuine: nobody, an invented authority, or a service by contract.

The port is `chip_reader.confirmation.Confirmation`. It is off unless the station's file names one, and then asked only
about whoever allowed that purpose.
"""

from __future__ import annotations

from chip_reader import CardReading, Check, CheckStatus
from chip_reader.confirmation import NAME, Confirmation, HttpConfirmation, ServiceAccount, with_confirmation
from kiosk.clock import Clock
from kiosk.config import StationConfig, secret


class SandboxConfirmation:
    """An invented authority for demonstrations and tests; it knows every signer, or answers as it is told to.

    `answer` is what it says from now on; `asked` counts the questions, of which it keeps nothing.
    """

    def __init__(self, answer: CheckStatus = CheckStatus.OK) -> None:
        self.answer = answer
        self.asked = 0

    def confirm(self, id_number: str, signer: bytes, now: object) -> Check:  # noqa: ARG002 - it knows everybody
        """See `Confirmation`."""
        self.asked += 1
        return Check(NAME, self.answer, "the sandbox's authority; it proves nothing")


class Authenticator:
    """Asks the authority about a reading. It waits for the answer, so it belongs on a worker."""

    def __init__(self, authority: Confirmation, clock: Clock) -> None:
        self._authority = authority
        self._clock = clock

    def confirm(self, reading: CardReading) -> tuple[Check, ...]:
        """The checks of the reading with the authority's among them."""
        return with_confirmation(reading, self._authority, self._clock.now()).checks


def authority_of(config: StationConfig) -> Confirmation | None:
    """The authority a station's file names, if any.

    :raises SecretMissing: when the service's key is nowhere.
    :raises ValueError: for an account that cannot work.
    """
    named = config.confirmation
    match named.kind:
        case "off":
            return None
        case "sandbox":
            return SandboxConfirmation()
        case _:
            key = secret("confirmation_key", config.station.credentials)
            account = ServiceAccount(
                url=named.url or "",
                license_id=named.license_id or "",
                device_type=named.device_type or "",
                address=named.address or "",
                key_pem=key.encode(),
            )
            return HttpConfirmation(account)
