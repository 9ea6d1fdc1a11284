"""A station's line to the gate: each call is answered within its time or not at all, and repeated by nobody here."""

from __future__ import annotations

import http.client
import json
import ssl
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.files import put_in_place
from kiosk.fleet.identity import request_for
from kiosk.fleet.ports import Identity
from kiosk.fleet.values import Heartbeat, HeartbeatAnswer, OrderDone
from kiosk.fleet.wire import ANSWER, DONE, HEARTBEAT, IDENTITY, NotOfThisShape, Wire
from kiosk.hub.named import CALL_HEADER
from kiosk.station.agent.store import Store
from kiosk.within import within

T = TypeVar("T")

DEADLINE_S = 10.0
BLOCK = 1 << 20
MOST_RELEASE = 2 * 2**30
RELEASE_S = 3600.0
"""For a whole file: a package of 300 MB over a line of 1 Mbit/s takes forty minutes."""


class GateLine:
    """Blocks; belongs on a worker. Thread-safe.

    :param deadline_s: seconds for each call; :param release_s: for a whole file of a release, however it trickles.
    :raises NotEnrolled: when made without an identity.
    """

    def __init__(self, store: Store, *, deadline_s: float = DEADLINE_S, release_s: float = RELEASE_S) -> None:
        self._store = store
        self._release_s = release_s
        self._http = JsonClient(
            store.gate,
            deadline_s=deadline_s,
            ca_file=store.authority,
            client_cert=store.pair,
            call_header=CALL_HEADER,
        )

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()

    def beat(self, heartbeat: Heartbeat) -> Outcome[HeartbeatAnswer]:
        """Say how the station does. Refused: `unknown_identity` when this one counts no more."""
        return self._ask("POST", "/heartbeat", HEARTBEAT.write(heartbeat), ANSWER)

    def ended(self, done: OrderDone) -> Outcome[None]:
        """Say how an order ended, with what was collected for it."""
        reply = self._http.call("POST", "/ended", body=json.loads(DONE.write(done)))
        if isinstance(reply, Unknown):
            return reply
        return Done(None) if reply.status == 200 else _refused(reply.text)

    def configuration(self) -> Outcome[bytes]:
        """The signed bundle the station shall have. Refused `none`: it has what it shall have."""
        reply = self._http.call("GET", "/configuration")
        if isinstance(reply, Unknown):
            return reply
        return Done(reply.text.encode()) if reply.status == 200 else _refused(reply.text)

    def renew(self, station_id: str) -> Outcome[Identity]:
        """A new certificate of the station's key."""
        body = json.dumps({"csr": request_for(station_id, self._store.key)}).encode()
        return self._ask("POST", "/renew", body, IDENTITY)

    def release(self, name: str, into: Path) -> str:
        """Fetch a file of a release, whole or not at all; "" when it is there, else why not.

        Minutes long, and as large as a package: it goes to the disk as it comes.
        """
        where = urlsplit(self._store.gate)
        context = ssl.create_default_context(cafile=self._store.authority)
        context.load_cert_chain(*self._store.pair)
        line = http.client.HTTPSConnection(where.hostname or "", where.port or 443, timeout=DEADLINE_S, context=context)
        part = into.with_name(f"{into.name}.part")
        try:
            line.connect()
            with within(line.sock, self._release_s):
                line.request("GET", f"/releases/{quote(name, safe='')}")
                answer = line.getresponse()
                if answer.status != 200:
                    return "no_release"
                with part.open("wb") as file:
                    size = 0
                    while block := answer.read(BLOCK):
                        size += len(block)
                        if size > MOST_RELEASE:
                            return "too_large"
                        file.write(block)
            if answer.length not in (0, None):
                return "cut_off"
            put_in_place(part, into)
        except (OSError, http.client.HTTPException):
            return "cut_off"
        finally:
            line.close()
            part.unlink(missing_ok=True)
        return ""

    def _ask(self, method: str, path: str, body: bytes, answers: Wire[T]) -> Outcome[T]:
        reply = self._http.call(method, path, body=json.loads(body))
        if isinstance(reply, Unknown):
            return reply
        if reply.status != 200:
            return _refused(reply.text)
        try:
            return Done(answers.read(reply.text))
        except NotOfThisShape:
            return Unknown("bad_shape", path)


def _refused(text: str) -> Refused:
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    return Refused(str(said.get("refused", "bad_answer")) if isinstance(said, dict) else "bad_answer")
