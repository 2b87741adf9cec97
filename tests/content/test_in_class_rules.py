"""The rules In class: a planted breach of each is found, and what tells a teacher of the rule itself is not."""

import re

import pytest

from content.quality import lists
from content.quality.archive import Allowed, Archive, Passage, Text
from content.quality.rules import RULES
from content.quality.rules.in_class import breaches, look

PLANTED = {
    "in-class-role-play": (
        "Act out the meeting in the governor’s office.",
        "Imagine you are a clerk in the census office.",
        "You are a border guard in 2002. What do you ask?",
        "Run a mock trial of the company.",
        "Pupils debate as if they were members of Congress.",
        "Write a diary entry as a child in the camp.",
        "Each pair simulates a hearing.",
        "Do not shout, but play the guard.",
        "Nobody fills in a form; one of you plays the guard.",
    ),
    "in-class-sorting": (
        "Sort the class into groups by surname.",
        "Your teacher divides the class by eye colour.",
        "Stand up if you have a passport.",
        "Each student gets a number and a category.",
        "Make a register of your class.",
    ),
    "in-class-form": (
        "Fill in the census form of 1940.",
        "Each pupil fills out a card.",
        "Complete the loyalty questionnaire as a student.",
        "Make your own identity card.",
        "Take each other’s fingerprints.",
    ),
    "in-class-puzzle": (
        "Solve the crossword about the camps.",
        "Fill in the missing number of the dead.",
        "Guess how many were deported.",
        "Finish with a quiz.",
    ),
    "in-class-own": (
        "Where does your own family come from?",
        "Which box would you tick?",
        "Would you be on the list?",
        "Ask the pupils to tell of their family.",
        "Interview a grandparent about it.",
        "What is your religion?",
    ),
    "in-class-endorse": (
        "Sign the pledge together.",
        "Would you sign it?",
        "Write a pledge of your own.",
        "Write to your senator.",
        "Promise never to build one.",
    ),
}
LET_STAND = (
    "Nobody plays a part, is sorted or counted, or fills in a census form or any other form.",
    "No question asks about your own family, your faith or your status.",
    "Do not sort pupils, hand out identity cards or let anybody fill in a form.",
    "There is no role-play and no quiz.",
    "If a pupil speaks of their own family, thank them and do not ask for more.",
    "Report it; do not speak as anybody in it.",
    "Nobody is asked to sign or to agree with the pledge.",
    "People of sixteen and over had to fill in a form.",
    "The takers had been told to copy the group from each identity card.",
    "Who signed the pledge, and who was asked to sign it?",
    "Divide the class into pairs. Write one question of your own.",
    "Complete the table: who made it, for whom, what for.",
    "What did “fill in the form” mean to the clerk?",
    "Put the events in order and name two sources.",
)


def lesson(words: str, field: str = "tasks", **values) -> Text:
    return Text("lesson", "one", "A lesson", passages=(Passage(field, words),), content_reasons=(), **values)


def found(*texts: Text) -> set[str]:
    return {one.code for one in breaches() if list(look(one, Archive(texts=texts)))}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, each in PLANTED.items() for words in each])
def test_a_planted_breach_is_found(code, words):
    assert code in found(lesson(words))


def test_every_rule_has_a_planted_breach_and_is_asked():
    assert set(PLANTED) == {one.code for one in breaches()}
    assert set(PLANTED) <= {rule.code for rule in RULES}


@pytest.mark.parametrize("words", LET_STAND)
def test_what_denies_it_or_tells_of_the_past_may_stand(words):
    assert found(lesson(words)) == set()


BREACH = "Act out the meeting."


@pytest.mark.parametrize(
    "field", ["title", "supporting_questions", "steps.text", "sources.questions", "teacher_notes", "body"]
)
def test_a_lesson_is_read_whole(field):
    assert found(lesson(BREACH, field)) == {"in-class-role-play"}


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (Text("unit", "u", "U", passages=(Passage("lessons.why", BREACH),)), True),
        (Text("timeline", "t", "T", passages=(Passage("questions", BREACH),)), True),
        (Text("theme", "t", "T", passages=(Passage("questions", BREACH),)), True),
        (Text("entry", "e", "E", passages=(Passage("body", f"{BREACH} Who speaks?", is_aside=True),)), True),
        (Text("entry", "e", "E", passages=(Passage("body", "They were made to act out the scene."),)), False),
        (Text("timeline", "t", "T", passages=(Passage("body", BREACH),)), False),
    ],
)
def test_of_other_texts_the_questions_are_read(text, is_read):
    assert bool(found(text)) == is_read


def test_an_exception_with_its_reason_lets_words_stand():
    words = "Solve for x in the table of rates."
    assert found(lesson(words)) == {"in-class-puzzle"}
    assert found(lesson(words, allowed=(Allowed("Solve for x", "A sum in arithmetic.", "in-class-puzzle"),))) == set()


def test_every_phrase_of_the_lists_can_be_found():
    for row in lists.read("inclass")["rules"]:
        pattern = next(one.words for one in breaches() if one.code == row["code"])
        for phrase in row["phrases"]:
            said = re.sub(r"\*", "", phrase).replace("…", "any")
            assert pattern.search(said), phrase
