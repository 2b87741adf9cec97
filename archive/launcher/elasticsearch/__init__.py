"""A real Elasticsearch on this machine, for tests and development: fetched once, bound to loopback, ended by its pid."""
