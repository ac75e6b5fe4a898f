"""What the commands print, made harmless: no text of data, files or servers moves the cursor or turns the reading."""

from __future__ import annotations

import io
import sys
from typing import BinaryIO, TextIO

from tsunagu.characters import harmless_but_bold


class GuardedStream(io.TextIOWrapper):
    """A text stream that names acting characters in place of passing them on; only bold of our own goes through."""

    below: TextIO
    """The stream it was made of, kept because it would take the bytes with it when it goes."""

    def write(self, text: str, /) -> int:
        """Write the harmless form of a text; returns the length of what was given."""
        super().write(harmless_but_bold(text))
        return len(text)

    @property
    def buffer(self) -> BinaryIO | None:  # type: ignore[override]
        """The bytes below; none for a console of Windows, where click would take them and go round this stream."""
        console = sys.platform == "win32" and self.isatty()
        return None if console else super().buffer  # type: ignore[return-value]


def guarded(stream: TextIO) -> TextIO:
    """The stream, guarded; characters it cannot encode become question marks. One without bytes stays as it is."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None or isinstance(stream, GuardedStream):
        return stream
    stream.flush()
    lines = getattr(stream, "line_buffering", False)
    made = GuardedStream(buffer, encoding=stream.encoding, errors="replace", line_buffering=lines)
    made.below = stream
    return made
