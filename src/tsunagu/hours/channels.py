"""Printed words for channels, read as the choices of the tables' column `channels`."""

from __future__ import annotations

import re
from collections.abc import Iterable

CHANNELS = (
    ("email", "メール"), ("phone", "電話|でんわ|TEL"), ("sns", "LINE|SNS"), ("chat", "チャット"),
    ("web", "オンライン|インターネット|ウェブ|WEB|Web"),
)  # fmt: skip
COUNTER, PHONE = "counter", "phone"
PRINTED = {"counter": "来所", "phone": "電話", "email": "メール", "sns": "SNS", "chat": "チャット", "web": "オンライン"}
"""A word for each channel that is read back as that channel."""


def channel_of(words: str) -> str:
    """Name the channel of a word of the grammar's kind `channel`.

    >>> channel_of("電話相談"), channel_of("面接")
    ('phone', 'counter')
    """
    return next((name for name, known in CHANNELS if re.search(known, words)), COUNTER)


def hours_by_channel(general: str, by_channel: Iterable[tuple[str, str]]) -> str:
    """Hours as one text that the grammar reads: those for every channel, then those of each (a channel and its hours).

    >>> hours_by_channel("", [("phone", "24時間365日"), ("counter", "平日9時～17時")])
    '電話：24時間365日／来所：平日9時～17時'
    """
    told = (f"{PRINTED[channel]}：{hours}" for channel, hours in by_channel if hours)
    return "／".join(dict.fromkeys(part for part in (general, *told) if part))
