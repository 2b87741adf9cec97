"""The arithmetic behind `make relevance`, on rankings whose figures can be worked out by hand."""

import json
import math

import pytest

from .relevance.agreement import agreement, overlap
from .relevance.collections import FILES, read, rows
from .relevance.measures import average_precision, mean, ndcg, recall, reciprocal_rank


def test_the_best_order_is_worth_one_and_a_worse_one_less():
    judged = {"a": 3, "b": 1}
    assert ndcg(["a", "b", "x"], judged) == 1.0
    turned = (1 / math.log2(2) + 7 / math.log2(3)) / (7 / math.log2(2) + 1 / math.log2(3))
    assert ndcg(["b", "a"], judged) == pytest.approx(turned)
    assert ndcg(["x"] * 10 + ["a"], judged) == 0.0
    assert ndcg(["a"], {}) == 0.0


def test_average_precision_and_recall():
    judged = {"a": 1, "b": 1, "c": 1, "d": 0}
    assert average_precision(["a", "x", "b", "d"], judged) == pytest.approx((1 / 1 + 2 / 3) / 3)
    assert average_precision(["x", "a"], judged, depth=1) == 0.0
    assert recall(["a", "x", "b"], judged) == pytest.approx(2 / 3)
    assert recall(["x", "a"], judged, depth=1) == 0.0
    assert (average_precision([], {}), recall([], {})) == (0.0, 0.0)


def test_reciprocal_rank_and_mean():
    assert reciprocal_rank(["x", "a"], {"a": 1}) == 0.5
    assert reciprocal_rank(["x"], {"a": 1}) == 0.0
    assert (mean([1, 2]), mean([])) == (1.5, 0.0)


def test_agreement():
    assert overlap(["a", "b"], ["b", "a"]) == 1.0
    assert overlap(["a", "b"], ["b", "c"]) == 0.5
    assert overlap(["a"], ["a", "b"]) == 0.5
    assert (overlap([], []), overlap(["a"], [])) == (1.0, 0.0)
    found = agreement([(["a", "b"], ["a", "c"]), (["b"], ["a", "b"])])
    assert (found.questions, found.overlap, found.same_first) == (2, 0.5, 0.5)
    with pytest.raises(ValueError, match="No question"):
        agreement([])


def test_a_collection_becomes_rows_that_mean_what_they_say(tmp_path):
    documents = [
        {"id": "1", "title": "A *title*", "text": "1. Not a list\n# nor <b>this</b> [@x]"},
        {"id": "2", "title": "", "text": ""},
        {"id": "2", "title": "Again", "text": ""},
        {"id": "3", "title": "B", "text": "Line\x19s", "author": "Doe"},
    ]
    (tmp_path / FILES[0]).write_text("\n".join(map(json.dumps, documents)))
    (tmp_path / FILES[1]).write_text('{"id": "7", "text": "what?"}\n{"id": "8", "text": "unjudged"}')
    (tmp_path / FILES[2]).write_text("7\t1\t2\n7\t2\t0")
    collection = read(tmp_path)
    assert collection.questions == {"7": "what?"}
    assert collection.judged == {"7": {"1": 2, "2": 0}}
    one, two, three = map(json.loads, rows(collection))
    assert one == {"slug": "d-1", "title": "A *title*", "body": r"1\. Not a list \# nor \<b\>this\</b\> \[\@x\]"}
    assert two == {"slug": "d-2", "title": "—", "body": "—"}
    assert three == {"slug": "d-3", "title": "B", "body": "Line s Doe"}
    (tmp_path / FILES[1]).unlink()
    with pytest.raises(ValueError, match="no queries.jsonl"):
        read(tmp_path)
