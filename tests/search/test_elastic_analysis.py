"""The analyzer that an index has on Elasticsearch does, term by term, what `search.analysis` does in Python."""

from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis import terms
from search.engines.elastic import ElasticEngine
from search.engines.elastic_indices import ARCHIVE_ANALYZER, TERMS_ANALYZER

from .corpus import CORPUS

ROOT = Path(__file__).resolve().parents[2]

LISTED = """
Đorđević Djordjevic DJORDJEVIĆ Đinđić Djindjić Crnogorčević Crnogorčević Srebrenica Potočari POTOČARI Mladić
Karadžić Šešelj Žepa Žižek Goražde Višegrad Brčko Međugorje Medjugorje Tuđman Tudjman Ćuprija Čelebići Tadić Krstić Gvozdić
Sućeska Hadžihasanović Orić Begić Nuhanović Mašović Bećirović Pašić Ševko Žarko Ōta Tōkyō Ōsaka Kōchi Fujitarō Korematsu
Minidoka Yoshirō jūminhyō Issei Nisei Sansei Öhler Müller Schröder Führer Höss Göring Reichsbürgergesetz Straße GROSSE Weiß
Kübler Rüdiger Ägypten Übermensch Café café naïve façade Élysée Rusesabagina Dallaire Kangura Habyarimana Gikongoro
Murambi Inyumba Ruhengeri Bagosora Barayagwiza Nahimana Gatete Łódź Wałęsa Gdańsk Søren Ærø Þór İstanbul Kırk Dağ Erdoğan Şükrü
Diyarbakır Çanakkale Đ đ dj DJ adjust adjacent adjudicate Djokovic Nadja Hadji hodja fjord Tajik
U.S. U.S.A. U.S.S.R. U.S.A U.N. u.s. J.B.Smith J.B. A.B.C.D e.g. i.e. a.m. Ph.D. No. St. 9/11 U.K.'s
Hawaiʻi Hawaii Oʻahu O'Hara O’Hara Japan's Japan’s 'tis Jews' o'clock Ka'aba Qur'an d'Orsay James's it's s's 'S
IBM WRA-26 C.S.C.S.T. 9066 1,115 3.5 120,000 §7 1942–1945 e-mail www.archive.org co\u00adoperate
registration registry registries registered registering internment interned internees incarceration incarcerated genocide
genocidal genocides Armenian Armenians Armenia punched cards card Hollerith tabulator deportation deportations deported
ethnic cleansing communal communities community university universe news skis generously organized international emergency added sky
dying lying proceed succeed 異 収容所 敷島 大統領令9066号 日系人 ひらがな カタカナ Tōkyō東京 忘れない رأس العين إبراهيم آمنة مؤمن رئيس
Сребреница Алија Ђорђе Јовановић Ёлка Թալին Ցեղասպանություն և Հայաստան Άθήνα Γενοκτονία ﬁle ﬂag ﷽ ２００１ Ⅳ
"""
WORDS = LISTED.split()

SENTENCES = (
    "The U.S. Army's Western Defense Command, under Lt. Gen. John L. DeWitt, moved 120,000 people.",
    "Đorđe Đorđević’s register — “evidencija” — was kept in Višegrad (1992–1995).",
    "W.E.B. Du Bois wrote to the U.N.; F.B.I. agents came to O'Hara's house at 5 a.m.",
    "ON 19 FEBRUARY 1942, E.O. 9066 WAS SIGNED; 日系人 were taken to camps.",
    "Raphaël Lemkin coined génocide; Henry Morgenthau Sr. cabled Washington, D.C., in 1915.",
    "a_b snake_case x.y.z file.a.b. A.B C.D. E.",
)


@pytest.fixture(scope="module")
def analyze(tmp_path_factory):
    """A function: the terms that an analyzer on the server makes of a text."""
    from tests import elastic

    with elastic.own_options() as options, Elasticsearch(list(options.urls), request_timeout=30) as client:
        engine = ElasticEngine(options, tmp_path_factory.mktemp("locks"))
        engine.rebuild(CORPUS)

        def analyzed(text: str, analyzer: str = ARCHIVE_ANALYZER) -> list[str]:
            made = client.indices.analyze(index=engine.alias, analyzer=analyzer, text=text)
            return [token["token"] for token in made["tokens"]]

        yield analyzed


pytestmark = pytest.mark.elastic


def test_the_list_holds_what_it_should():
    assert len(set(WORDS)) > 200
    for needed in ("đ", "dj", "č", "š", "ž", "ō", "ü", "é", "U.S.", "O'Hara", "Crnogorčević", "Đorđević", "収容所"):
        assert any(needed in word for word in WORDS), needed


def test_every_word_becomes_the_same_terms(analyze):
    different = {word: (terms(word), found) for word in WORDS if (found := analyze(word)) != terms(word)}
    assert not different


@pytest.mark.parametrize("text", SENTENCES, ids=range(len(SENTENCES)))
def test_every_sentence_becomes_the_same_terms(analyze, text):
    assert analyze(text) == terms(text)


def test_the_whole_seed_becomes_the_same_terms(analyze):
    """Every line that the archive ships with, in all the names and languages it holds."""
    different, count = {}, 0
    for file in sorted((ROOT / "content" / "seed").rglob("*")):
        if file.suffix in (".md", ".yaml", ".yml", ".json"):
            lines = file.read_text(encoding="utf-8").splitlines()
            for start in range(0, len(lines), 100):
                text = "\n".join(lines[start : start + 100])
                wanted = terms(text)
                count += len(wanted)
                if (found := analyze(text)) != wanted:
                    at = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), len(wanted))
                    different[f"{file.name}:{start}"] = (wanted[at - 2 : at + 3], found[at - 2 : at + 3])
    assert count > 10_000
    assert not different


def test_any_latin_text_becomes_the_same_terms(analyze):
    letters = st.characters(min_codepoint=0x20, max_codepoint=0x17F)
    words = st.sampled_from([word for word in WORDS if word.isascii()])

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(letters, max_size=30) | st.lists(words | st.text(letters, max_size=8), max_size=6).map(" ".join))
    def agrees(text):
        assert analyze(text) == terms(text)

    agrees()


def test_terms_that_python_made_come_back_as_they_were_sent(analyze):
    text = " ".join(["ﷺ" * 64, *WORDS, *SENTENCES])
    assert analyze(" ".join(terms(text)), TERMS_ANALYZER) == terms(text)
