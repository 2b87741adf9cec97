"""Languages (BCP 47) and scripts (ISO 15924) by their English names."""

from django.utils.translation import get_language_info

_LANGUAGES = {"rw": "Kinyarwanda", "yi": "Yiddish"}  # those Django has no name for
_SCRIPTS = {
    "Arab": "Arabic script",
    "Armn": "Armenian script",
    "Cyrl": "Cyrillic script",
    "Grek": "Greek script",
    "Hani": "Chinese characters",
    "Hebr": "Hebrew script",
    "Hira": "hiragana",
    "Jpan": "Japanese script",
    "Kana": "katakana",
    "Latn": "Latin script",
}


def language_name(tag: str) -> str:
    """A language by its name, for instance "Bosnian" for bs; the tag itself where it has none here."""
    base = tag.split("-")[0].lower()
    if base in _LANGUAGES:
        return _LANGUAGES[base]
    try:
        return get_language_info(base)["name"]
    except KeyError:
        return tag


def script_name(code: str) -> str:
    """A script by its name, for instance "Cyrillic script" for Cyrl; the code itself where it has none here."""
    return _SCRIPTS.get(code.strip().title(), code)


def in_words(language: str, script: str) -> str:
    """In what a name is written: "Japanese, Japanese script"; what is not given is left out."""
    return ", ".join(part for part in (language and language_name(language), script and script_name(script)) if part)
