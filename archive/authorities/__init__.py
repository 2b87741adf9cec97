"""Public pages of snippets: sources, events, people, organizations, places, terms, claims."""
