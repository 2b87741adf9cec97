"""Read-only JSON with OpenAPI, one schema a kind."""
