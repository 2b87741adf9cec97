"""What a list may be asked: page, size and filters, brought into their range and never refused."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

USUAL_SIZE, LARGEST_SIZE = 20, 100
LAST_PAGE = 1_000_000


def _within(usual: int, most: int):
    def clamp(value: object) -> int:
        try:
            return min(max(int(str(value).strip()), 1), most)
        except ValueError:
            return usual

    return BeforeValidator(clamp)


Page = Annotated[int, _within(1, LAST_PAGE), Field(ge=1, le=LAST_PAGE, description="From 1; past the end is empty.")]
Size = Annotated[int, _within(USUAL_SIZE, LARGEST_SIZE), Field(ge=1, le=LARGEST_SIZE, description="Items a page.")]


class Paging(BaseModel):
    """Which page of a list, and how long a page is."""

    page: Page = 1
    size: Size = USUAL_SIZE


class ByTheme(Paging):
    """A page of what belongs to a theme."""

    theme: str = Field("", description="Slug of a theme.")


class ByThemeAndKind(ByTheme):
    """A page of entries of a theme and a kind."""

    kind: str = Field("", description="event, person, organization, place, document, concept or law.")
