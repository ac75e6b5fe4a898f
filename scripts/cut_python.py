"""Cut the standard library that Pyodide carries down to what a published page may need.

    python scripts/cut_python.py FULL_STDLIB_ZIP viz/vendor/pyodide/python_stdlib.zip

Whole packages stay or go: those the engine was seen to import in the page, and a few small ones beside them. Files
stay as they are and are stored without compression, for the whole is packed again wherever it goes. The same input
gives the same bytes.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

KEPT = (
    "__future__ _ast _asyncio _collections_abc _colorize _compat_pickle _opcode_metadata _py_warnings _pyodide "
    "_pyodide_core _sitebuiltins _strptime _weakrefset abc annotationlib ast asyncio base64 bisect bz2 "
    "calendar codecs codeop collections compression concurrent contextlib contextvars copy copyreg csv "
    "dataclasses datetime difflib dis encodings enum fnmatch functools genericpath glob graphlib hashlib heapq "
    "hmac html importlib inspect io ipaddress json keyword linecache locale logging lzma ntpath numbers opcode "
    "operator os pathlib pickle posixpath pprint pyodide queue random re reprlib secrets select selectors "
    "shutil signal site socket ssl stat string struct subprocess tempfile textwrap threading token tokenize "
    "traceback types typing urllib warnings weakref zipfile zipimport"
)
"""Top-level modules and packages that stay; whatever is compiled into Python is there anyway."""
ENCODINGS = (
    "__init__",
    "aliases",
    "ascii",
    "latin_1",
    "utf_",
    "unicode_escape",
    "raw_unicode_escape",
    "idna",
    "punycode",
)
"""The codecs that stay: nothing but UTF-8 comes in or goes out."""
GONE = frozenset(
    ("urllib/request.py", "urllib/robotparser.py", "asyncio/windows_events.py", "asyncio/windows_utils.py")
)
"""What asks networks, and what belongs to another system."""
SAME = (1980, 1, 1, 0, 0, 0)


def cut(full: Path, target: Path) -> int:
    """Write what stays; the number of files."""
    with zipfile.ZipFile(full) as held, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        names = [name for name in sorted(held.namelist()) if not name.endswith("/") and _stays(name)]
        for name in names:
            made.writestr(zipfile.ZipInfo(name, SAME), held.read(name))
    return len(names)


def _stays(name: str) -> bool:
    package, _, inside = name.partition("/")
    if package == "encodings":
        return inside.startswith(ENCODINGS)
    return package.removesuffix(".py") in KEPT.split() and name not in GONE


if __name__ == "__main__":
    sys.stdout.write(f"{cut(Path(sys.argv[1]), Path(sys.argv[2]))} files\n")
