"""Pictures of known persons in folders, described once each: what calibration and measurement start from.

The layout is that of Labeled Faces in the Wild, `PERSON/picture.jpg`, or with groups `GROUP/PERSON/picture.jpg`. In a
hospital's pilot the card's portrait is a file whose name begins with `card`; it is then that person's only reference,
and the other pictures are probes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from face_match.engines.protocol import Descriptor, Engine
from face_match.errors import FaceMatchError, ReferenceUnusable
from face_match.measure.degrade import Degrade
from face_match.still import central_face
from face_match.still_files import PictureUnreadable, read_picture

FORMATS = frozenset({".jpg", ".jpeg", ".png", ".jp2", ".bmp"})
ONE_GROUP = "all"

Progress = Callable[[int, int], None]
"""Called with how many are done, and of how many."""


class FolderUnusable(FaceMatchError):
    """A folder does not hold labelled pictures."""

    do = "give a folder of PERSON/picture.jpg, or of GROUP/PERSON/picture.jpg"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One picture file, the person in it (unique over all groups) and the group."""

    path: Path
    person: str
    group: str

    @property
    def is_card(self) -> bool:
        """Whether it is the portrait that the person's other pictures are to be compared with."""
        return self.path.name.lower().startswith("card")


def labelled_pictures(folder: Path) -> list[Labelled]:
    """All pictures of a folder in the layout above, in the order of their names.

    :raises FolderUnusable: when there are none.
    """
    found = []
    for path in sorted(folder.glob("*/*")) + sorted(folder.glob("*/*/*")):
        if path.suffix.lower() in FORMATS and path.is_file():
            parts = path.relative_to(folder).parts
            group = parts[0] if len(parts) == 3 else ONE_GROUP
            found.append(Labelled(path, "/".join(parts[:-1]), group))
    if not found:
        raise FolderUnusable("folder_unusable", folder.name)
    return found


@dataclass(slots=True)
class Described:
    """What an engine made of picture files. Descriptors live in memory and go with this value.

    `lost` are the files without a usable face; `stage_ms` the median milliseconds of each stage.
    """

    descriptors: dict[Path, Descriptor] = field(default_factory=dict, repr=False)
    lost: list[Path] = field(default_factory=list)
    stage_ms: dict[str, float] = field(default_factory=dict)


def describe_pictures(
    engine: Engine,
    paths: Iterable[Path],
    progress: Progress = lambda _done, _of: None,
    degrade: Degrade | None = None,
) -> Described:
    """Describe the face nearest the centre of each picture, each file once.

    :param degrade: what becomes of a picture, given its face, before it is looked at.

    :raises PictureUnreadable: for the first file that cannot be read.
    :raises EngineUnavailable: when the engine cannot answer.
    """
    wanted = list(dict.fromkeys(paths))
    for path in wanted:  # a missing file is told now and not after an hour
        if not path.is_file():
            raise PictureUnreadable("picture_unreadable", path.name)
    found = Described()
    spent: dict[str, list[float]] = {"read": [], "detect": [], "describe": []}
    for done, path in enumerate(wanted, 1):
        started = time.perf_counter()
        picture = read_picture(path)
        read = time.perf_counter()
        try:
            if degrade is not None:
                picture = degrade(picture, central_face(engine, picture))
            face = central_face(engine, picture)
        except ReferenceUnusable:
            found.lost.append(path)
        else:
            seen = time.perf_counter()
            found.descriptors[path] = engine.describe(picture, face)
            _add(spent, (started, read, seen, time.perf_counter()))
        progress(done, len(wanted))
    found.stage_ms = {name: round(median(times) * 1000, 1) for name, times in spent.items() if times}
    return found


def _add(spent: dict[str, list[float]], moments: Sequence[float]) -> None:
    for name, before, after in zip(spent, moments, moments[1:], strict=False):
        spent[name].append(after - before)
