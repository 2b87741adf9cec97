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

# The script that a language is written in unless something else is said; Latin for those not named here.
_OWN_SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ps", "ur"), "Arab"),
    **dict.fromkeys(("he", "yi"), "Hebr"),
    **dict.fromkeys(("bg", "mk", "ru", "uk"), "Cyrl"),
    **{"el": "Grek", "hy": "Armn", "ja": "Jpan", "ko": "Kore"},
    **dict.fromkeys(("sr", "zh"), ""),  # written in two
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


def tag(language: str, script: str) -> str:
    """The BCP 47 tag of words in a language and a script: "ja", and "ja-Latn" for Japanese in Latin letters."""
    base, *rest = language.split("-")
    script = script.strip().title()
    if not base or not script or any(len(part) == 4 for part in rest):
        return language
    return language if script == _OWN_SCRIPTS.get(base.lower(), "Latn") else "-".join([base, script, *rest])
