"""Make `docs/example/plan.pdf`, the plan of a made-up town of the first tutorial, from the text beside it.

The PDF is the same byte for byte each time: run this after an edit of `docs/example/plan.txt`.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

EXAMPLE = ROOT / "docs" / "example"


def main() -> int:
    """Write the PDF."""
    from bench.layouts import LAYOUTS, make_pdf  # noqa: PLC0415 - found by the path above

    text = (EXAMPLE / "plan.txt").read_text(encoding="utf-8")
    (EXAMPLE / "plan.pdf").write_bytes(make_pdf(text, LAYOUTS[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
