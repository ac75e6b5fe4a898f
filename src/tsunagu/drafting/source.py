"""The file a draft was read from: told beside the draft, never copied, for it may print what must stay secret."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tsunagu.graph.tablefile import read_plain_file

SOURCE = "source.json"


@dataclass(frozen=True)
class Source:
    """The name of a file, where it lay when it was read, and the SHA-256 of its bytes."""

    name: str
    path: str
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Source:
        """A file as it is now; raises `OSError`."""
        return cls(path.name, str(path.resolve()), hashlib.sha256(read_plain_file(path)).hexdigest())

    def to_json(self) -> bytes:
        """What the folder keeps of it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def told_source(folder: Path) -> Source | None:
    """The file a folder was read from; None where it tells none."""
    try:
        kept = json.loads((folder / SOURCE).read_text(encoding="utf-8"))
        return Source(*(str(kept[name]) for name in ("name", "path", "sha256")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def bytes_of_source(folder: Path, source: Source) -> bytes | None:
    """The file as it was read: put into the folder under its name, or where it lay; None where neither is that file."""
    for path in (folder / Path(source.name).name, Path(source.path)):
        try:
            data = read_plain_file(path)
        except (OSError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() == source.sha256:
            return data
    return None
