"""Printed words for channels, read as the choices of the tables' column `channels`."""

from __future__ import annotations

import re

CHANNELS = (
    ("email", "メール"), ("phone", "電話|でんわ|TEL"), ("sns", "LINE|SNS"), ("chat", "チャット"),
    ("web", "オンライン|インターネット|ウェブ|WEB|Web"),
)  # fmt: skip
COUNTER = "counter"


def channel_of(words: str) -> str:
    """Name the channel of a word of the grammar's kind `channel`.

    >>> channel_of("電話相談"), channel_of("面接")
    ('phone', 'counter')
    """
    return next((name for name, known in CHANNELS if re.search(known, words)), COUNTER)
