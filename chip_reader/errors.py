"""The error tree: why a card could not be read, and what whoever stands there can do next."""

from __future__ import annotations


class ReadError(Exception):
    """A reading that could not be done.

    `code` is stable and fit for logs and for choosing a translated text; `do` is one English sentence for staff.
    No member ever carries personal data or APDU contents.
    """

    code = "read_error"
    do = "Try again; if it happens again, call staff."


class ReaderGone(ReadError):
    """The card reader is not attached, or the smart-card service stopped."""

    code = "reader_gone"
    do = "Check the reader's cable and the pcscd service; reading resumes by itself when the reader is back."


class ReaderBusy(ReadError):
    """Another program holds the card."""

    code = "reader_busy"
    do = "Close the other program that uses the card reader."


class NoCard(ReadError):
    """No card lies on the reader."""

    code = "no_card"
    do = "Lay the card on the reader and keep it there."


class CardGone(ReadError):
    """The card was taken away, or lost power, during the reading."""

    code = "card_gone"
    do = "Lay the card flat on the reader, keep it there until the reading ends, and try again."


class CardSilent(ReadError):
    """The card, or its reader, did not answer one command in time."""

    code = "card_silent"
    do = "Take the card off, lay it down again flat; if it stays silent, unplug the reader and plug it in again."

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} s")
        self.seconds = seconds


class TransmitFailed(ReadError):
    """The reader refused to carry a command although the card is still there (too long for it, or a bad contact)."""

    code = "transmit_failed"
    do = "Take the card off, lay it down again flat, and try again."


class NotAnIdCard(ReadError):
    """The card does not carry the application of an electronic identity document (ICAO 9303-10)."""

    code = "not_an_id_card"
    do = "Use the chip ID card; this card holds no identity application."

    def __init__(self, status: int) -> None:
        super().__init__(f"selecting the identity application answered {status:04X}")
        self.status = status


class WrongKey(ReadError):
    """The chip refused every access key that was tried.

    `remaining` is how many more tries the chip says it allows, None when it does not say.
    """

    code = "wrong_key"
    do = "Compare the last 9 of the 12 digits, birth date and expiry date with the card, or use the MRZ."

    def __init__(self, tried: int, remaining: int | None = None) -> None:
        left = "" if remaining is None else f"; it allows {remaining} more"
        super().__init__(f"the chip refused {tried} access key(s){left}")
        self.tried = tried
        self.remaining = remaining


class AccessBlocked(ReadError):
    """The chip takes no more access keys, after too many wrong ones."""

    code = "access_blocked"
    do = "Do not try again: the chip is blocked. Ask the desk to look at the card itself."

    def __init__(self, status: int) -> None:
        super().__init__(f"access control answered {status:04X}")
        self.status = status


class NoCommonAccess(ReadError):
    """No way into the chip is open to the given keys: it lacks PACE, or the policy forbids BAC."""

    code = "no_common_access"
    do = "Use the MRZ on the card's back instead of the card access number, or let IT allow BAC."


class ChannelLost(ReadError):
    """Secure messaging lost step (6987, 6988, a wrong checksum); access control must be run again.

    `status` is the unprotected status word that ended it, 0 when there was none.
    """

    code = "channel_lost"
    do = "Lay the card flat on the reader and try again."

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status


class ChipRefused(ReadError):
    """The chip answered a command that must work with an error status word."""

    code = "chip_refused"
    do = "Try again; if it happens again, the chip is faulty: use another way to identify."

    def __init__(self, what: str, status: int) -> None:
        super().__init__(f"{what} answered {status:04X}")
        self.what = what
        self.status = status


class BadChipData(ReadError):
    """A file on the chip breaks its format or a size limit."""

    code = "bad_chip_data"
    do = "Read again; if it happens again, the chip is damaged or altered: call staff."

    def __init__(self, reason: str, file: str = "") -> None:
        super().__init__(f"{file}: {reason}" if file else reason)
        self.reason = reason
        self.file = file


class BudgetExceeded(ReadError):
    """The reading used up its total of time, commands or bytes."""

    code = "budget_exceeded"
    do = "Lay the card flat on the reader and try again; if it happens again, call staff."


class NotACardQr(ReadError):
    """The scanned text is not the text of an ID card's QR (a VNeID code, an insurance card, anything else)."""

    code = "not_a_card_qr"
    do = "Scan the QR printed on the ID card, or use another way to identify."


class BadMrz(ReadError):
    """The lines are not a machine readable zone, or a check digit is wrong."""

    code = "bad_mrz"
    do = "Read the lines at the bottom of the card's back again; every character counts."


class BadKey(ReadError):
    """A typed document number or date cannot form an access key."""

    code = "bad_key"
    do = "Type 9 or 12 digits of the document number and the dates as YYMMDD."
