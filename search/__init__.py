"""Finding: a shadow of the content that can be asked questions, and rebuilt from nothing at any time."""
