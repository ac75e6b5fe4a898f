"""Write the kept rows anew: `python -m tests.gaps.regenerate`, then read what changed before it is committed."""

from __future__ import annotations

from tests.gaps.test_every_row import KEPT, told
from tsunagu.writing import write_text

if __name__ == "__main__":
    write_text(KEPT, told())
