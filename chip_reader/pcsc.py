"""A card reader behind PC/SC (pcscd): found by name, watched through restarts, guarded against cards that hang.

The PC/SC binding is only loaded when a reader is used, so that importing this module needs neither it nor a daemon.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from .connection import CardInserted, CardRemoved, Connection, Listener, ReaderBack, ReaderEvent, ReaderLost
from .errors import CardGone, CardSilent, NoCard, ReaderBusy, ReaderGone, ReadError, TransmitFailed

log = logging.getLogger(__name__)

T = TypeVar("T")

_REMOVAL_NOTICE_MS = 800
"""How long the service may need to notice a removal that a failed command already felt."""


def reader_names() -> tuple[str, ...]:
    """The names of all attached readers; raises `ReaderGone` when the smart-card service does not answer."""
    context = _Context()
    try:
        return context.readers()
    finally:
        context.release()


class PcscReader:
    """One reader, chosen by a part of its name (the empty string takes the first).

    `answer_seconds` is how long a card may keep silent on one command; `heartbeat_seconds` how long a vanished service
    or reader may go unnoticed. Thread-safe; connections are not.
    """

    def __init__(
        self, name_substring: str = "", *, answer_seconds: float = 5.0, heartbeat_seconds: float = 0.5
    ) -> None:
        self._substring = name_substring
        self._answer_seconds = answer_seconds
        self._heartbeat_seconds = heartbeat_seconds
        self._lock = threading.Lock()
        self._watches: list[_Watch] = []

    @property
    def name(self) -> str:
        """The full name while the reader is attached, else the part it is looked for by."""
        try:
            return self._with_context(lambda context: context.find(self._substring))
        except ReaderGone:
            return self._substring

    def card_present(self) -> bool:
        """Whether a card lies on the reader; raises `ReaderGone`."""
        return self._with_context(lambda context: context.present(context.find(self._substring)))

    def connect(self) -> Connection:
        """Power the card, for this program alone; raises `NoCard`, `CardSilent`, `ReaderBusy`, `ReaderGone`."""
        return _PcscConnection(self._substring, self._answer_seconds)

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Report events until the returned function is called; `listener` runs on a thread of this watch."""
        watch = _Watch(self._substring, self._heartbeat_seconds, listener)
        with self._lock:
            self._watches.append(watch)

        def stop() -> None:
            with self._lock:
                if watch in self._watches:
                    self._watches.remove(watch)
            watch.stop()

        return stop

    def close(self) -> None:
        """Stop all watching."""
        with self._lock:
            watches, self._watches = self._watches, []
        for watch in watches:
            watch.stop()

    def _with_context(self, use: Callable[[_Context], T]) -> T:
        context = _Context()
        try:
            return use(context)
        finally:
            context.release()


class _Context:
    """One PC/SC resource manager context and the few calls made through it."""

    def __init__(self) -> None:
        try:
            from smartcard import scard  # noqa: PLC0415 - loading it must stay optional
        except ImportError as error:
            raise ReaderGone("the PC/SC binding cannot be loaded") from error
        self.scard: Any = scard
        code, self.handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        if code != scard.SCARD_S_SUCCESS:
            raise ReaderGone("the smart-card service does not answer")

    def release(self) -> None:
        self.scard.SCardReleaseContext(self.handle)

    def cancel(self) -> None:
        self.scard.SCardCancel(self.handle)

    def readers(self) -> tuple[str, ...]:
        code, names = self.scard.SCardListReaders(self.handle, [])
        if code == self.scard.SCARD_E_NO_READERS_AVAILABLE:
            return ()
        self._check(code)
        return tuple(names)

    def find(self, substring: str) -> str:
        names = self.readers()
        for name in names:
            if substring.casefold() in name.casefold():
                return name
        raise ReaderGone(f"no reader named like {substring!r} among {len(names)}")

    def state(self, reader: str, known: int, timeout_ms: int) -> int | None:
        """The reader's state bits once they differ from `known`, None when nothing changed in time."""
        code, states = self.scard.SCardGetStatusChange(self.handle, timeout_ms, [(reader, known)])
        if code in {self.scard.SCARD_E_TIMEOUT, self.scard.SCARD_E_CANCELLED}:
            return None
        self._check(code)
        state = int(states[0][1])
        if state & (self.scard.SCARD_STATE_UNKNOWN | self.scard.SCARD_STATE_UNAVAILABLE):
            raise ReaderGone(reader)
        return state

    def present(self, reader: str) -> bool:
        state = self.state(reader, self.scard.SCARD_STATE_UNAWARE, 0)
        return state is not None and bool(state & self.scard.SCARD_STATE_PRESENT)

    def _check(self, code: int) -> None:
        if code != self.scard.SCARD_S_SUCCESS:
            raise ReaderGone(f"smart-card service error {code & 0xFFFFFFFF:08X}")


class _PcscConnection:
    """A powered card. PC/SC cannot interrupt a command, so each runs on a thread that may be left behind."""

    def __init__(self, substring: str, answer_seconds: float) -> None:
        self._answer_seconds = answer_seconds
        self._calls: queue.SimpleQueue[tuple[Callable[[], Any], queue.SimpleQueue[Any]] | None] = queue.SimpleQueue()
        self._usable = True
        self._closed = False
        self._context = _Context()
        self._scard = self._context.scard
        self._card: Any = None
        self._thread = threading.Thread(target=self._run, name="pcsc-card", daemon=True)
        self._thread.start()
        try:
            self._reader = self._context.find(substring)
            self.atr = self._call(self._power)
        except ReadError:
            self.close()
            raise

    def transmit(self, apdu: bytes) -> bytes:
        if self._closed or not self._usable:
            raise CardGone("the connection was closed or given up")
        return self._call(lambda: self._transmit(apdu))

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._calls.put(None)
        if self._usable:
            self._thread.join()
        # Otherwise the thread hangs in a command; it cleans up by itself once the service lets go of it.

    def _call(self, work: Callable[[], T]) -> T:
        answer: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._calls.put((work, answer))
        try:
            outcome = answer.get(timeout=self._answer_seconds)
        except queue.Empty:
            self._usable = False
            raise CardSilent(self._answer_seconds) from None
        if isinstance(outcome, ReadError):
            raise outcome
        result: T = outcome
        return result

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            work, answer = call
            try:
                answer.put(work())
            except ReadError as error:
                answer.put(error)
        if self._card is not None:
            # Resetting ends the secure session on the chip.
            self._scard.SCardDisconnect(self._card[0], self._scard.SCARD_RESET_CARD)
        self._context.release()

    def _power(self) -> bytes:
        scard = self._scard
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, handle, protocol = scard.SCardConnect(
            self._context.handle, self._reader, scard.SCARD_SHARE_EXCLUSIVE, protocols
        )
        if code != scard.SCARD_S_SUCCESS:
            raise self._error(code, at_rest=True)
        self._card = (handle, protocol)
        code, _, _, _, atr = scard.SCardStatus(handle)
        if code != scard.SCARD_S_SUCCESS:
            raise self._error(code)
        return bytes(atr)

    def _transmit(self, apdu: bytes) -> bytes:
        handle, protocol = self._card
        code, answer = self._scard.SCardTransmit(handle, protocol, list(apdu))
        if code != self._scard.SCARD_S_SUCCESS:
            raise self._error(code)
        if len(answer) < 2:
            # A removal in mid-command may come as a success without an answer.
            raise self._error(self._scard.SCARD_F_COMM_ERROR)
        return bytes(answer)

    def _error(self, code: int, *, at_rest: bool = False) -> ReadError:
        scard = self._scard
        text = f"PC/SC error {code & 0xFFFFFFFF:08X}"
        if code in {scard.SCARD_E_NO_SMARTCARD, scard.SCARD_W_REMOVED_CARD}:
            return NoCard(text) if at_rest else CardGone(text)
        if code in {scard.SCARD_W_RESET_CARD, scard.SCARD_W_UNPOWERED_CARD}:
            return CardGone(text)
        if code == scard.SCARD_E_SHARING_VIOLATION:
            return ReaderBusy(text)
        try:
            if not self._stays():
                return NoCard(text) if at_rest else CardGone(text)
        except ReaderGone as error:
            return error
        return TransmitFailed(text)

    def _stays(self) -> bool:
        """Whether the card is still there, giving the service a moment to notice that it is not."""
        end = time.monotonic() + _REMOVAL_NOTICE_MS / 1000
        state = self._context.state(self._reader, self._scard.SCARD_STATE_UNAWARE, 0) or 0
        while state & self._scard.SCARD_STATE_PRESENT:
            left = int((end - time.monotonic()) * 1000)
            if left <= 0:
                return True
            state = self._context.state(self._reader, state, left) or state
        return False


class _Watch:
    """Follows one reader on a thread: waits for changes, and looks every heartbeat whether the service lives."""

    def __init__(self, substring: str, heartbeat_seconds: float, listener: Listener) -> None:
        self._substring = substring
        self._heartbeat = heartbeat_seconds
        self._listener = listener
        self._stopped = threading.Event()
        self._context: _Context | None = None
        self._attached: bool | None = None
        self._thread = threading.Thread(target=self._run, name="pcsc-events", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        context = self._context
        if context is not None:
            context.cancel()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._context = _Context()
                try:
                    self._follow(self._context)
                finally:
                    context, self._context = self._context, None
                    context.release()
            except ReaderGone as error:
                if self._attached is not False:
                    log.warning("reader lost code=%s", error.code)
                    self._report(ReaderLost())
                self._attached = False
                self._stopped.wait(self._heartbeat)

    def _follow(self, context: _Context) -> None:
        scard = context.scard
        reader = context.find(self._substring)
        known, had_card, insertions = scard.SCARD_STATE_UNAWARE, False, 0
        while not self._stopped.is_set():
            state = context.state(reader, known, int(self._heartbeat * 1000))
            if self._attached is False:
                log.info("reader back")
                self._report(ReaderBack())
            self._attached = True
            if state is None:
                continue
            # The upper half counts insertions and removals: a card swapped between two looks shows only there.
            has_card, count = bool(state & scard.SCARD_STATE_PRESENT), state >> 16
            if had_card and (not has_card or count != insertions):
                self._report(CardRemoved())
            if has_card and (not had_card or count != insertions):
                self._report(CardInserted())
            had_card, insertions, known = has_card, count, state & ~scard.SCARD_STATE_CHANGED

    def _report(self, event: ReaderEvent) -> None:
        if not self._stopped.is_set():
            self._listener(event)
