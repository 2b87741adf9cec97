"""A seed of one item of each kind and a few more, as files in a folder that a test may change."""

from pathlib import Path

import yaml

FACTS = {
    "pledge.yaml": {
        "pledge": {
            "name": "The pledge",
            "published": "2016-12-13",
            "signature_counts": [{"date": "2016-12-13", "count": 60, "note": "about 60"}],
        },
        "clauses": [
            {"slug": "refuse", "number": "1", "kind": "commitment", "short": "Refuse", "quote": "We refuse."},
            {"slug": "history", "number": "H1", "kind": "history", "short": "History", "quote": "We recall.", "differ": "On the word."},
        ],
    },
    "stages.yaml": [
        {"slug": "registration", "label": "Registration", "position": 1, "description": "Writing down."},
        {"slug": "removal", "label": "Removal", "position": 2, "description": "Moving."},
    ],
    "shared/sources.yaml": [
        {"slug": "both", "themes": ["camps", "cards"], "type": "book", "ladder": "scholarship", "authors": ["Doe, Jane"],
         "title": "Both histories", "issued": "2021", "checked": "page"},
    ],
    "themes/camps/theme.yaml": {
        "slug": "camps",
        "title": "The camps",
        "short_title": "Camps",
        "mark": "bosnia",
        "position": 1,
        "key_facts": {"when": "In 1942.", "how_many": "120,000 by one count."},
        "aliases": ["internment", "relocation"],
        "questions": ["Who decided?"],
        "records_at": [{"name": "The archive", "what": "Cards"}],
        "pledge": [{"clause": "refuse", "why": "A register was used to find people."}],
        "stages": [{"stage": "registration", "label": "the census", "how": "By a census.", "claims": ["camps-f01"]}],
    },
    "themes/camps/sources.yaml": [
        {"slug": "report-1983", "type": "report", "ladder": "finding", "authors": ["Commission"], "title": "The report",
         "issued": "1982/1983", "url": "https://example.org/report", "identifier": "No. 5", "checked": "excerpt", "note": "Read in part."},
    ],
    "themes/camps/people.yaml": [
        {"slug": "ann-lee", "name": "Ann Lee", "dates": "1919/2005", "basis": "spoke publicly", "role": "She refused.",
         "forms": [{"text": "リー", "language": "ja", "script": "Jpan"}], "wikidata": "Q1",
         "text": "She was born in a city.\n\nShe [refused](entry:the-order). [@report-1983, p. 9]"},
    ],
    "themes/camps/organizations.yaml": [{"slug": "bureau", "name": "The Bureau", "dates": "1902/", "role": "It counted."}],
    "themes/camps/places.yaml": [
        {"slug": "manzanar", "name": "Manzanar", "lat": 36.728, "lon": -118.154, "precision": "exact", "note": "A camp."},
    ],
    "themes/camps/terms.yaml": [
        {"slug": "internment", "term": "internment", "text": "In law the word fits enemy aliens only. [@both, p. 4]", "rules": [
            {"use": "avoid", "themes": ["camps"], "why": "It names another thing.", "since": "2010", "since_in": "field"},
            {"use": "explain", "themes": ["cards"], "why": "It is quoted.", "since": "2026-11", "since_in": "archive"},
        ]},
    ],
    "themes/camps/claims.yaml": [
        {"slug": "camps-f01", "statement": "About 120,000 people were confined.", "date": "1942/1946",
         "sources": ["report-1983", {"key": "both", "locator": "p. 4"}], "confidence": "high", "contested": "Some count fewer.",
         "contest_kind": "figures", "as_of": "2025-06-04", "note": "By one count.", "caution": "Say about."},
    ],
    "themes/camps/quotations.yaml": [
        {"slug": "camps-q01", "text": "We packed.", "speaker": "Ann Lee", "person": "ann-lee", "date": "1981",
         "source": "report-1983", "locator": "p. 9", "setting": "public hearing", "voice": "affected"},
    ],
    "themes/camps/tables.yaml": [
        {"slug": "camps-counts", "title": "Counts", "unit": "people", "columns": ["Year", "Count"],
         "rows": [["1942", "10"], ["1943", "12"]], "sources": ["report-1983"], "note": "Estimates.",
         "chart": True, "chart_label": "Year", "chart_values": ["Count"]},
    ],
    "themes/camps/events.yaml": [
        {"slug": "camps-e01", "title": "The order", "date": "1942-02-19", "summary": "It was signed.",
         "content_reasons": ["killing", "slurs"], "content_note": "A killing is told.", "grade_floor": 9, "place": "manzanar",
         "stage": "removal", "entry": "the-order", "sources": ["report-1983"],
         "pledge": [{"clause": "history", "kind": "named", "why": "The clause recalls this order."}]},
        {"slug": "camps-e02", "title": "The end", "date": "1946-03", "stage": "context", "entry": "the-end", "sources": ["both"]},
    ],
    "themes/camps/plan.yaml": [{"slug": "the-end", "title": "The end", "kind": "event"}],
    "themes/cards/theme.yaml": {"slug": "cards", "title": "The cards", "position": 2},
}  # fmt: skip

PROSE = {
    "themes/camps/overview.md": """---
summary: What was done.
plain_summary: What was done, in plain words.
---
It was done. [@report-1983, p. 2]
""",
    "themes/camps/overview-plain.md": """People were counted. [@both, p. 9]

## Then

Then they were sent away. [@report-1983, p. 2]
""",
    "themes/camps/entries/the-order.md": """---
title: The order of 1942
kind: law
date: '1942-02-19'
summary: It named nobody.
plain_summary: It named nobody at all.
stages: [removal]
content_reasons: [harm-to-children]
content_note: Children are taken from home.
grade_floor: 8
claims: [camps-f01]
people: [ann-lee]
organizations: [bureau]
places: [manzanar]
records: [a-notice]
related: [the-roundup]
pledge:
  - clause: history
    kind: named
    why: This is the order that the clause recalls.
---
The order was signed. [@report-1983, p. 4; @both] See [the roundup](entry:the-roundup) and [a notice](record:a-notice),
[internment](term:internment), [the count](claim:camps-f01) and [the camps](theme:camps).

```block
type: quotation
quotation: camps-q01
comment: Said in 1981.
```

## Then

```block
type: claims
claims: [camps-f01]
```

```block
type: timeline
timeline: camps-timeline
from: '1942'
to: '1946'
```

```block
type: map
places: [manzanar]
```
""",
    "themes/camps/entries/the-roundup.md": """---
title: The roundup
kind: event
date: '1941-12-07'
summary: It came first.
related: [the-order]
---
It came first. [@both]
""",
    "themes/camps/records/a-notice.md": """---
title: A notice
date: '1942-05-03'
creator: The Army
source: report-1983
quotation: camps-q01
rights_uri: http://rightsstatements.org/vocab/NoC-US/1.0/
credit: The Army
summary: What was posted.
complicated_by: a-letter
---
[…] The heading is left out.

Report\\
with what you can carry.
""",
    "themes/camps/records/a-letter.md": """---
title: A letter
date: '1942-06'
rights_uri: http://rightsstatements.org/vocab/UND/1.0/
credit: Ann Lee
summary: What was answered.
---
I will not.
""",
    "themes/camps/timelines/camps-timeline.md": """---
title: In order
summary: From the order to the end.
rule:
  themes: [camps]
  from: '1941'
events: [camps-e02, camps-e01]
questions: [What came first?]
---
Read it. [@report-1983]
""",
    "lessons/what-is-a-count.md": """---
title: What is a count?
summary: Students count.
grade_band: 6-8
minutes: 45
themes: [camps]
timelines: [camps-timeline]
steps:
  - minutes: 10
    heading: Read
    text: Read [the order](entry:the-order).
sources:
  - entry: the-order
    questions: [Who is named?]
  - quotation: camps-q01
standards:
  - framework: C3
    code: D2.His.13.6-8
    label: Deciding how useful a source is
teacher_notes: Say *about*.
pledge:
  - clause: refuse
    kind: background
    why: Pupils ask what a count is for.
---
In 1940 there was a census. [@report-1983]
""",
    "units/counts.md": """---
title: Counts in their order
summary: Students count first and judge after.
for_whom: For a class that is new to censuses.
grade_band: 6-8
themes: [camps]
lessons:
  - lesson: what-is-a-count
    why: A count comes before anything that is made of it.
---
First the count.
""",
    "pages/method.md": "---\ntitle: How we work\nsummary: With care.\n---\nWith care.\n",
}


def sow(folder: Path) -> Path:
    """Write the seed into a new folder under `folder`."""
    seed = folder / "seed"
    for name, data in FACTS.items():
        _write(seed / name, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    for name, text in PROSE.items():
        _write(seed / name, text)
    return seed


def change(path: Path, old: str, new: str) -> None:
    """Replace a text in a file of the seed; the text must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
