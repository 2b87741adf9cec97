"""How good the answers are, and how far the two engines agree on them. `make relevance` prints it.

`measures` and `agreement` are plain arithmetic; `collections` asks public test collections that are never committed;
`questions` has no judgements and only compares the engines. Judged questions over the archive's own seed belong here.
"""
