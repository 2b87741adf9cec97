"""How dated things are arranged and handed on. Plain Python."""
