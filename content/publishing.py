"""What happens inside the archive when something is published: an edition is kept, an old slug remembered."""


def connect() -> None:
    """Connect the receivers; called once, when the app is ready."""
