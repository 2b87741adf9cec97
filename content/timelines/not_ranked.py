"""The sentence that stands wherever histories stand side by side: suffering is not ranked."""

SENTENCE = (
    "These histories are placed side by side to ask questions, not to measure suffering; "
    "one stage did not have to follow another."
)
