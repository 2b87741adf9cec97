"""The desk: what editors see and do, and what asks for gaps before anything is published."""

from .panels import attach_panels


def furnish() -> None:
    """Give every kind of page its form, and close the ways past the forms; called once, when the app is ready."""
    from .keeping import keep_files
    from .side_doors import close_side_doors

    attach_panels()
    close_side_doors()
    keep_files()


__all__ = ["furnish"]
