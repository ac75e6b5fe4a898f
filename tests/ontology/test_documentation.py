"""The documentation opens offline, in both languages."""

from __future__ import annotations

import pytest

pylode = pytest.importorskip("pylode", exc_type=(ImportError, OSError)) if False else None
