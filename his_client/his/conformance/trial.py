"""What a point has at hand: a HIS, made-up patients, requests for them, and a list of what must be taken back."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from his_client.clock import VIETNAM, Clock
from his_client.his.capability import NOT_SUPPORTED, Capability
from his_client.his.ports import (
    Department,
    DocumentType,
    HospitalSystem,
    Identifier,
    Identity,
    IdentitySource,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Done, Outcome, Refused, Unknown

T = TypeVar("T")

SOURCE = IdentitySource.CHIP_AND_FACE
STATION = "00"
_LINE = frozenset({"unreachable", "timeout", "reset", "truncated", "server_error"})


class Failed(Exception):
    """The promise is not kept; the message tells what was answered instead."""


class NotOffered(Exception):
    """The HIS says that it does not offer this."""


class Impossible(Exception):
    """It cannot be tried with what this hospital has today."""


class Broken(Exception):
    """The line broke, so nothing was learned."""


class Trial:
    """One run over one HIS.

    Made-up people have ID numbers of a province that does not exist (000) and names that begin with `prefix`, so that
    a hospital finds them. `run` (0 to 9999) tells runs apart. `gone` says why the HIS cannot be reached, if so.
    """

    def __init__(self, system: HospitalSystem, clock: Clock, prefix: str = "T", run: int = 0) -> None:
        self.system = system
        self.clock = clock
        self.cancelled = 0
        self.left: list[str] = []
        self.gone = ""
        self._prefix = prefix
        self._run = run
        self._people = 0
        self._made: list[str] = []
        self._lost: list[RegistrationRequest] = []

    def person(
        self, *, born: str = "1990-03-15", sex: str = "Nam", source: IdentitySource = SOURCE, passport: bool = False
    ) -> Identity:
        """Somebody who does not exist, another one at each call; the name holds every kind of Vietnamese mark."""
        self._people += 1
        number = f"{self._run:04d}{self._people:02d}"
        return Identity(
            f"ZZ{number}" if passport else f"000{int(sex == 'Nữ')}{born[2:4]}{number}",
            f"{self._prefix} Nguyễn Đặng Thuỳ Ưởng",
            born,
            sex,
            "Thôn Mẫu, xã Mẫu, Hà Nội",
            source,
            "2021-05-10",
            "Việt Nam",
            "Kinh",
            document=DocumentType.PASSPORT if passport else DocumentType.ID_CARD,
        )

    @property
    def day(self) -> date:
        """Today at the hospital."""
        return self.clock().astimezone(VIETNAM).date()

    def departments(self, age: int = 36) -> tuple[Department, ...]:
        """Departments where a man of this age can register now; Impossible when there is none."""
        found = self.done(self.system.departments())
        free = tuple(item for item in found if not item.full and _takes(item, age, "Nam"))
        if not free:
            raise Impossible(f"no department with a number left takes a man of {age} now")
        return free

    def two_departments(self) -> tuple[Department, Department]:
        """Two with different rooms and services; Impossible when there are none."""
        first, *others = self.departments()
        for other in others:
            if other.room != first.room and other.service.id != first.service.id:
                return first, other
        raise Impossible("only one department is open now")

    def request(self, identity: Identity, department: Department) -> RegistrationRequest:
        """A registration without insurance, under a fresh key."""
        service = department.service
        return RegistrationRequest(
            str(uuid.uuid4()), STATION, identity, department.id, service.id, service.price, None, None, self.clock()
        )

    def register(self, request: RegistrationRequest) -> Registered:
        """Registers and keeps in mind to cancel it; Failed when the HIS declines."""
        return self.done(self.try_to_register(request))

    def try_to_register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """Registers and keeps in mind to cancel it, whatever comes of it, a lost answer too."""
        outcome = self.system.register(request)
        if isinstance(outcome, Unknown):
            self._lost.append(request)
        elif isinstance(outcome, Done):
            self.made(outcome.value.visit_code)
        return outcome

    def made(self, visit_code: str) -> None:
        """A visit to be cancelled in the end."""
        if visit_code not in self._made:
            self._made.append(visit_code)

    def new_visit(self) -> tuple[RegistrationRequest, Registered]:
        """A fresh person, registered in the first free department."""
        request = self.request(self.person(), self.departments()[0])
        return request, self.register(request)

    def today(self, identity: Identity) -> tuple[Registered, ...]:
        """The person's registrations of today."""
        return self.done(self.system.registrations_today(Identifier.of(identity), SOURCE))

    def taken_back(self, visit_code: str) -> None:
        """A point cancelled this visit itself."""
        if visit_code in self._made:
            self._made.remove(visit_code)
            self.cancelled += 1

    def cannot_be_taken_back(self, visit_code: str) -> None:
        """A point made it final on purpose, on a server where that is allowed."""
        self._made.remove(visit_code)

    def clean(self) -> None:
        """Cancels whatever was registered since the last time, and what may have been."""
        for request in self._lost:
            found = _insist(lambda request=request: self.system.find_registration(request.key, request))  # type: ignore[misc]
            if not isinstance(found, Done):
                self.left.append(f"whatever key {request.key} made")
            elif found.value is not None and not found.value.cancelled:
                self._made.append(found.value.visit_code)
        for code in dict.fromkeys(self._made):
            cancelled: Outcome[object] = NOT_SUPPORTED
            if Capability.CANCEL in self.system.capabilities:
                cancelled = _insist(lambda code=code: self.system.cancel(code, "test"))  # type: ignore[misc]
            if isinstance(cancelled, Done):
                self.cancelled += 1
            else:
                self.left.append(code)
        self._made.clear()
        self._lost.clear()

    def done(self, outcome: Outcome[T]) -> T:
        """The value of an answer; otherwise Failed, Broken or NotOffered."""
        match outcome:
            case Done(value=value):
                return value
            case Unknown(reason=reason) if reason in _LINE:
                if reason == "unreachable":
                    self.gone = "the HIS cannot be reached"
                raise Broken(told(outcome))
            case Refused() if outcome == NOT_SUPPORTED:
                raise NotOffered(outcome.detail)
            case _:
                raise Failed(told(outcome))

    def refused(self, outcome: Outcome[object], *codes: str) -> str:
        """The code of a refusal that must be one of `codes`; a code ending in ":" stands for all that begin so."""
        if isinstance(outcome, Refused) and outcome != NOT_SUPPORTED:
            if any(outcome.code == code or (code.endswith(":") and outcome.code.startswith(code)) for code in codes):
                return outcome.code
            raise Failed(f"{told(outcome)}, expected {' or '.join(codes)}")
        self.done(outcome)
        raise Failed(f"done, expected refused {' or '.join(codes)}")


def _insist(ask: Callable[[], Outcome[T]]) -> Outcome[T]:
    """The answer to something that may be asked again, after a broken line up to three times."""
    for _ in range(2):
        outcome = ask()
        if not isinstance(outcome, Unknown):
            return outcome
    return ask()


def must(held: bool, instead: str) -> None:
    """Failed(instead) unless it held."""
    if not held:
        raise Failed(instead)


def told(outcome: Outcome[object]) -> str:
    """An answer in a few words, with nothing of its value."""
    match outcome:
        case Done():
            return "done"
        case Refused(code=code):
            return f"refused {code}"
        case Unknown(reason=reason, detail=detail):
            return f"unknown {reason}" + (f" ({detail})" if detail else "")


def _takes(department: Department, age: int, sex: str) -> bool:
    old_enough = department.min_age is None or department.min_age <= age
    young_enough = department.max_age is None or department.max_age >= age
    return old_enough and young_enough and department.only_sex in {"", sex}


def with_changes(request: RegistrationRequest, **changes: object) -> RegistrationRequest:
    """The same wish with some fields changed, under a fresh key."""
    return replace(request, **{"key": str(uuid.uuid4()), **changes})  # type: ignore[arg-type]
