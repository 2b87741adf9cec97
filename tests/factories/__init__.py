"""Small functions that build the site and one of each kind, for tests."""
