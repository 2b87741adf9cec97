"""A small archive of search documents whose right answers can be told by reading it."""

from search.documents import OPEN_END, SearchDocument


def document(slug: str, title: str, body: str = "", **more) -> SearchDocument:
    """A document for tests; its key is its kind and slug."""
    kind = more.pop("kind", "entry")
    return SearchDocument(key=f"{kind}:{slug}", kind=kind, slug=slug, title=title, url=f"/x/{slug}/", body=body, **more)


CORPUS = (
    document(
        "wra-26",
        "Form WRA-26",
        "A camp census punched on cards by its own subjects.",
        themes=("jai",),
        clauses=("1", "2c"),
        organizations=("wra",),
        grade_bands=("6-8", "9-12"),
        date_earliest=19420701,
        date_latest=19430630,
        date_text="1942–1943",
    ),
    document(
        "census-1933",
        "The census of 1933",
        "Dehomag processed the census of Prussia on punched cards. The cards were sorted by machine.",
        themes=("ibm",),
        extra=("Hollerith",),
        date_earliest=19330616,
        date_latest=19330616,
    ),
    document("army-census", "What the census gave the Army", "Tables of where people lived.", themes=("jai", "ibm")),
    document(
        "srebrenica",
        "Srebrenica",
        "Potočari, July 1995. General Mladić spoke to people there. The registry of the missing is kept in Tuzla.",
        themes=("bosnia",),
        places=("potocari",),
        people=("ratko-mladic",),
        date_earliest=19950711,
        date_latest=19950722,
    ),
    document(
        "nseers",
        "NSEERS",
        "Special registration of men from listed countries.",
        themes=("nseers",),
        date_earliest=20020911,
        date_latest=OPEN_END,
        promoted=("special registration", "muslim registry"),
        organizations=("dhs", "aclu"),
        grade_bands=("9-12",),
    ),
    document("registry", "Registry", "A registry. The registry proposed, a registry denied.", themes=("registry",)),
    document(
        "oath",
        "An oath",
        "To be or not to be a citizen: that was the question.",
        kind="record",
        themes=("jai",),
        file_name="Questionnaire.pdf",
        file_text="Sworn allegiance, page two.",
    ),
    document("evil", '<script>alert("cards")</script>', "Tags & <b>quotes</b>.", kind="page"),
    document("early", "Before the year 1677", "A muster roll.", date_earliest=15720823, date_latest=15720824),
)

HOSTILE = (
    *[
        '"',
        '""',
        '"wire',
        "'",
        "\\",
        "(",
        ")(",
        "[a TO b]",
        "{",
        "*",
        "* *",
        "?",
        "~2",
        "^3",
        "/.*/",
        "+",
        "-",
        "--x",
        "<",
    ],
    *[
        "AND",
        "a OR",
        "OR OR",
        "NOT",
        "title:",
        'title:"',
        "kind:*",
        ":",
        "a:b:c",
        "'s",
        '-title:"x" -kind:y*',
        "theme:* kind:",
    ],
    *[
        "\x00",
        "a\x00b",
        "\u202eesrever",
        "\u200f",
        "\ufeff",
        "\ud800",
        "😀",
        "👩\u200d👩\u200d👧\u200d👦",
        "ﷺ",
        "½",
        "Ⓐ™",
    ],
    *["%00", "%", "_", "' OR 1=1; --", "<script>alert(1)</script>", "{{ 7|add:7 }}", "{% now %}", "../../etc/passwd"],
    *[
        "a" * 10_000,
        "a" * 100_000,
        "ä" * 3_000,
        "-" * 10_000,
        "x:" * 2_000,
        "U.S." * 1_000,
        '"a ' * 3_000,
        "a*" * 3_000,
    ],
    *["word " * 5_000, " ".join(f"w{n}" for n in range(5_000))],
)
"""What people, programs and accidents type into a search box."""
