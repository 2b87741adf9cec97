"""The archive itself: what editors write. It knows nothing of search or of the site."""
