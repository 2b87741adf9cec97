"""Answers the addresses of authorities: a list of each kind, a page of each thing, a table as a file."""

import csv
import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.authorities.facts import PREFETCH, facts_of
from archive.authorities.finding import called, moved, public_thing, sections_trail
from archive.authorities.lists import LISTS, list_of
from content import sections
from content.models import DataTable

FORMULAS = frozenset("=+-@\t\r\n")
NUMBER = re.compile(r"[+-]?[0-9][0-9,.]*\s?%?")


@require_safe
def list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The list of a kind."""
    this, found = list_of(kind, request.GET)
    context = {
        "kind": kind,
        "heading": sections.KIND_LABELS[kind][1],
        "heading_one": sections.KIND_LABELS[kind][0],
        "summary": this.summary,
        "listing": found,
    }
    return render(request, "authorities/list.html", context)


@require_safe
def thing_page(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    """The page of one thing; an old address leads to the present one."""
    model = LISTS[kind].model
    thing = public_thing(model, slug, *PREFETCH.get(model, ()))
    if thing is None:
        return moved(model, slug)
    return render(
        request, f"authorities/{kind}.html", {"thing": thing, "trail": sections_trail(kind), **facts_of(thing)}
    )


@require_safe
def table_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The cells of a table as CSV (RFC 4180), in UTF-8 with a mark, as spreadsheets want it."""
    table = called(DataTable).filter(slug=slug).first()
    if table is None:
        return moved(DataTable, slug, "table.csv")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.slug}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([plain_cell(cell) for cell in table.columns])
    writer.writerows([plain_cell(cell) for cell in row] for row in table.rows)
    return response


def plain_cell(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    words = str(cell)
    is_formula = words[:1] in FORMULAS and not NUMBER.fullmatch(words)
    return f"'{words}" if is_formula else words
