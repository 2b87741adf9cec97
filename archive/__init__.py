"""The site: wiring, and everything that faces people and is not a page."""
