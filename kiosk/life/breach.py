"""What a breach touched, from public parts alone: which visits, which classes of data, how many people; never a name.

Whoever was in a machine between two moments could read what it held then: what was written in that time, and what was
older and not erased yet. Erasures are proven in the journals, so what was gone before is not counted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.cashier.user_events import UserEvent
from kiosk.clock import VIETNAM
from kiosk.hub.intake import HUB
from kiosk.hub.records import hub_codec
from kiosk.journal import Codec, PublicRow
from kiosk.life.erasing import RETENTION
from kiosk.life.events import PersonalErased
from kiosk.life.reading import original
from kiosk.privacy import DataClass, field_classes
from kiosk.station.records import station_codec

NOTICE_H = 72
_USERS = frozenset(cls.__name__ for cls in UserEvent.__subclasses__())


@dataclass(frozen=True, slots=True)
class Touched:
    """One visit (or one matter of the hub, like a credit) by its id, which names nobody; classes of its fields."""

    source: str
    subject: str
    first: str
    last: str
    classes: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """What was within reach between two moments.

    `people`: visits with personal data, the most people it can be, since one person may come often. `users`: staff of
    the desks. `kept_on`: older visits that retention had left because they were open; they are not listed by id.
    """

    since: str
    until: str
    people: int
    users: int
    kept_on: int
    rows: int
    fields: dict[str, str]
    touched: tuple[Touched, ...]


def breach(rows: Iterable[tuple[str, PublicRow]], since: datetime, until: datetime) -> Breach:
    """Go through the rows of all sources, in the order of each; see `Breach`."""
    every, at_hub, at_station = tuple(rows), classes_of(hub_codec()), classes_of(station_codec())
    floors, kept = _floors(every, since)
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    users, count = set[str](), 0
    for source, row in every:
        at = datetime.fromisoformat(row.recorded_at)
        if row.personal_digest is None or at > until or at < floors.get(source, at):
            continue
        count += 1
        kind, body = original(row)
        if kind in _USERS:
            users.add(str(body["user"]))
        else:
            found[source, row.subject].append((row.recorded_at, kind))
    fields, touched = dict[str, str](), list[Touched]()
    for (source, subject), held in sorted(found.items()):
        kinds = at_hub if source == HUB else at_station
        data = {f"{kind}.{name}": of.value for _, kind in held for name, of in kinds.get(kind, {}).items()}
        fields |= data
        classes = tuple(sorted(set(data.values())))
        times = held[0][0], held[-1][0]
        touched.append(Touched(source, subject, *times, classes, tuple(sorted(data))))
    older = sum(kept.values())
    fields = dict(sorted(fields.items()))
    span = since.isoformat(), until.isoformat()
    return Breach(*span, len(touched), len(users), older, count, fields, tuple(touched))


def classes_of(codec: Codec) -> dict[str, dict[str, DataClass]]:
    """The personal fields of every event by its name, each with its class."""
    found: dict[str, dict[str, DataClass]] = {}
    for cls in codec.types:
        known: Any = cls
        fields: dict[str, DataClass] = {
            name: data for name, data in field_classes(known).items() if data is not DataClass.NONE
        }
        if fields:
            found[cls.__name__] = fields
    return found


def _floors(rows: tuple[tuple[str, PublicRow], ...], since: datetime) -> tuple[dict[str, datetime], dict[str, int]]:
    """Of each source: what was erased before `since` is older than this; and how much that was due had been kept."""
    floors, kept = dict[str, datetime](), dict[str, int]()
    for source, row in rows:
        if row.kind != PersonalErased.__name__ or datetime.fromisoformat(row.recorded_at) >= since:
            continue
        body = json.loads(row.body)
        if body["rule"] == RETENTION and body["before"]:
            floors[source], kept[source] = datetime.fromisoformat(body["before"]), int(body["kept"])
    return floors, kept


def notice(found: Breach, hospital: str, station: str | None, at: datetime) -> str:
    """The notice to the authority, in Vietnamese, filled as far as the machine knows; the rest is dotted.

    Contents after Article 23 of Law 91/2025/QH15; the form in force is the one of Decree 356/2025/NĐ-CP.
    """
    since, until = datetime.fromisoformat(found.since), datetime.fromisoformat(found.until)
    basic = [name for name, data in found.fields.items() if data == DataClass.BASIC.value]
    sensitive = [name for name, data in found.fields.items() if data == DataClass.SENSITIVE.value]
    return f"""CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

THÔNG BÁO VI PHẠM QUY ĐỊNH VỀ BẢO VỆ DỮ LIỆU CÁ NHÂN
(gửi chậm nhất {NOTICE_H} giờ kể từ khi phát hiện; nếu gửi sau thời hạn phải nêu lý do)

Kính gửi: Cơ quan chuyên trách bảo vệ dữ liệu cá nhân, Bộ Công an

1. Bên kiểm soát dữ liệu: {hospital}
   Người phụ trách bảo vệ dữ liệu cá nhân, điện thoại, thư điện tử: ....................
2. Thời điểm phát hiện: ....................   Thời điểm lập thông báo: {_moment(at)}
3. Thời gian xảy ra: từ {_moment(since)} đến {_moment(until)}
   Nơi xảy ra: {f"máy tiếp đón {station}" if station else "trung tâm (hub) và các máy tiếp đón"}
4. Mô tả sự việc, nguyên nhân: ....................
5. Dữ liệu bị ảnh hưởng (mã hoá khi lưu; nêu rõ khoá giải mã có bị lộ hay không: ....................)
   - Số lượt khám có dữ liệu cá nhân: {found.people} (số người nhiều nhất; một người có thể đến nhiều lần)
   - Lượt cũ hơn còn giữ vì chưa xong việc: {found.kept_on}
   - Tài khoản nhân viên: {found.users}
   - Dữ liệu cơ bản: {", ".join(basic) or "không"}
   - Dữ liệu nhạy cảm: {", ".join(sensitive) or "không"}
   - Không có: ảnh chân dung, ảnh chụp khuôn mặt, mẫu sinh trắc học (máy không lưu)
6. Hậu quả có thể xảy ra: ....................
7. Biện pháp đã và sẽ thực hiện: ....................
8. Thông báo cho chủ thể dữ liệu: ....................

Danh sách lượt khám bằng mã (không có tên) được lưu kèm.

                                        ........., ngày ..... tháng ..... năm .........
                                        Đại diện bên kiểm soát dữ liệu
"""


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
