"""How a work is cited. Plain Python."""
