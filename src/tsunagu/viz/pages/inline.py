"""One file, nothing from outside: assets are written into the page, and a content security policy names their hashes.

The policy lets run exactly the scripts and styles that were written in, those the drawing library adds to the page
itself (`viz/vendor/vis-network/vendor.json`), and nothing else: no request can leave, whatever a label says.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache

from markupsafe import Markup

from tsunagu.assets import asset_root

EDITOR = "vendor/codemirror/codemirror.min.js"
LIBRARY = "vendor/vis-network/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@cache
def read_asset(path: str) -> Markup:
    """A script or style of `viz/` as it is written into a page: LF line ends, no pointer to a source map.

    Raises `ValueError` for a text that would end its element early: that is a defect of the asset.
    """
    text = (asset_root("viz") / path).read_text(encoding="utf-8").replace("\r\n", "\n")
    text = _SOURCE_MAP.sub("", text)
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise ValueError(f"{path} cannot be written into a page")
    return Markup(text)  # noqa: S704 - our own and vendored files, checked above


def source_hash(text: str) -> str:
    """The CSP source of an inline script or style.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def library_styles() -> tuple[str, ...]:
    """The CSP sources of the styles the drawing library adds to a page."""
    described = json.loads((asset_root("viz") / "vendor/vis-network/vendor.json").read_text(encoding="utf-8"))
    return tuple(f"'sha256-{digest}'" for digest in described["injected_styles_sha256"])


def policy(scripts: Sequence[str], styles: Sequence[str], extra_styles: Sequence[str] = ()) -> str:
    """The content security policy of a page with these inline scripts and styles."""
    script_sources = " ".join(source_hash(script) for script in scripts) or "'none'"
    style_sources = " ".join([*(source_hash(style) for style in styles), *extra_styles]) or "'none'"
    return (
        f"default-src 'none'; script-src {script_sources}; style-src {style_sources}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def widened(held: str, more: Mapping[str, str]) -> str:
    """A policy that allows further sources, by directive.

    >>> widened("default-src 'none'; script-src 'none'", {"script-src": "'strict-dynamic'", "worker-src": "blob:"})
    "default-src 'none'; script-src 'strict-dynamic'; worker-src blob:"
    """
    parts = {part.split()[0]: part.split()[1:] for part in held.split(";")}
    for name, sources in more.items():
        parts[name] = [source for source in parts.get(name, []) if source != "'none'"] + sources.split()
    return "; ".join(" ".join((name, *sources)) for name, sources in parts.items())


def json_for_script(value: object) -> Markup:
    """JSON that stays data inside a `<script>` element, whatever it holds.

    >>> str(json_for_script("</script>"))
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in _UNSAFE.items():
        text = text.replace(char, escaped)
    return Markup(text)  # noqa: S704 - escaped above
