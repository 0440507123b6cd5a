"""What the benchmark of attribution takes for right: GUM's annotation of a made-up text, and how it is counted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.reading.attributed import Attributed, Compared, Score
from benchmarks.reading.attribution import COMMUNICATION
from benchmarks.reading.measured import Measured
from kgtool.reading import article_reader
from training import corpus
from training.amounts import gold_counts, gold_times
from training.discourse import Discourse
from training.treebank import Sentence

ROOT = Path(__file__).parents[2]


def _sentence(rows: str, *, starts_line: bool = False) -> Sentence:
    """A sentence of rows "word lemma UPOS head relation MISC", MISC as in CoNLL-U."""
    cells = [row.split() for row in rows.strip().splitlines()]
    return Sentence(
        "made-up",
        [c[0] for c in cells],
        [i + 1 == len(cells) or cells[i + 1][2] != "PUNCT" for i in range(len(cells))],
        upos=[c[2] for c in cells],
        xpos=["" for _ in cells],
        feats=["PronType=Rel" if c[0] == "who" else "" for c in cells],
        lemmas=[c[1] for c in cells],
        heads=[int(c[3]) - 1 for c in cells],
        deprels=[c[4] for c in cells],
        misc=[c[5] if len(c) > 5 else "_" for c in cells],
        starts_line=starts_line,
    )


SAID = _sentence(
    """
    Mary       Mary     PROPN 3  nsubj  Discourse=attribution-positive:1->2:1:sem-atsrc-1-2-_+lex-indwd-3-_+syn-rpr-4-_
    Mwangi     Mwangi   PROPN 1  flat
    said       say      VERB  0  root
    that       that     SCONJ 6  mark   Discourse=ROOT:2:0
    rebels     rebel    NOUN  6  nsubj
    attacked   attack   VERB  3  ccomp
    Garissa    Garissa  PROPN 6  obj
    and        and      CCONJ 9  cc     Discourse=joint-list_m:3->2:0:dm-and-8-gold
    killed     kill     VERB  6  conj
    12         12       NUM   11 nummod
    people     person   NOUN  9  obj
    .          .        PUNCT 3  punct
    """,
    starts_line=True,
)
AFTER = _sentence(
    """
    Kenya      Kenya    PROPN 2  nsubj  Discourse=elaboration-additional:4->2:2:_
    closed     close    VERB  0  root
    the        the      DET   4  det
    border     border   NOUN  2  obj
    for        for      ADP   7  case
    two        two      NUM   7  nummod Entity=(4-time-new-nnnnn-cf1-2-sgl
    weeks      week     NOUN  2  obl    Entity=4)
    that       that     DET   9  det    Entity=(5-time-giv:act-nnnnn-cf1-1-sgl
    day        day      NOUN  2  obl    Entity=5)
    .          .        PUNCT 2  punct
    """,
    starts_line=True,
)
SPLIT = _sentence(
    """
    The        the      DET   2  det    Discourse=attribution-negative:1->4:2:sem-atsrc-4-_+lex-indwd-8-_+sem-ngt-7-_
    envoy      envoy    NOUN  8  nsubj
    ,          ,        PUNCT 5  punct
    who        who      PRON  5  nsubj  Discourse=elaboration-attribute:2->1:0:syn-relcl-4-_
    left       leave    VERB  2  acl:relcl
    ,          ,        PUNCT 5  punct
    never      never    ADV   8  advmod Discourse=same-unit_m:3->1:1:_
    said       say      VERB  0  root
    why        why      ADV   8  ccomp  Discourse=ROOT:4:0
    .          .        PUNCT 8  punct
    Image      image    NOUN  8  list   Discourse=organization-preparation:5->6:0:_
    Kenya      Kenya    PROPN 8  list   Discourse=attribution-positive:6->4:3:sem-atsrc-12-gold
    """,
    starts_line=True,
)


class TestGold:
    def test_what_hangs_lower_than_the_attribution_is_said(self) -> None:
        (gold,) = Discourse([SAID, AFTER]).attributions
        assert (gold.cue, gold.lemma, gold.source) == ({2}, "say", {0, 1})
        assert gold.content == 5
        assert gold.units == {5, 8}, "the sentence behind hangs higher"
        assert gold.is_named

    def test_a_split_unit_is_one(self) -> None:
        negative, credit = Discourse([SPLIT]).attributions
        assert negative.cue == {7}
        assert negative.is_negative and not negative.is_named
        assert negative.units == {8}
        assert not credit.cue, "a bare name has no cue"

    def test_who_leads_to_the_noun_before_it(self) -> None:
        told = _sentence(
            """
            envoys  envoy  NOUN  0  root      Discourse=ROOT:1:0
            who     who    PRON  3  nsubj     Discourse=attribution-positive:2->3:0:sem-atsrc-2-_+lex-indwd-3-_
            claimed claim  VERB  1  acl:relcl
            it      it     PRON  5  nsubj     Discourse=elaboration-attribute:3->1:1:_
            ended   end    VERB  3  ccomp
            """
        )
        (gold,) = Discourse([told]).attributions
        assert gold.source == {0, 1}

    def test_times_and_numerals(self) -> None:
        document = [SAID, AFTER]
        assert gold_counts(document) == [(9, 10)], "the weeks are a time"
        assert [(time.head, time.is_told) for time in gold_times(document)] == [(18, True), (20, False)]


@pytest.fixture(scope="module")
def compared() -> Compared:
    return Compared([SAID, AFTER], article_reader(ROOT / "ontology"))


class TestScores:
    def test_what_is_right(self, compared: Compared) -> None:
        scored = Attributed(COMMUNICATION)
        scored.count(compared)
        for score in (scored.cue, scored.content, scored.source):
            assert (score.gold, score.gold_right, score.found, score.found_right) == (1, 1, 1, 1)
        assert (scored.clauses.gold, scored.clauses.gold_right, scored.clauses.found_right) == (2, 2, 2)

    def test_another_speaker_is_wrong(self) -> None:
        misc = [m.replace("sem-atsrc-1-2", "sem-atsrc-7") for m in SAID.misc]
        other = Sentence(**{name: getattr(SAID, name) for name in SAID.__dataclass_fields__} | {"misc": misc})
        scored = Attributed()
        scored.count(Compared([other], article_reader(ROOT / "ontology")))
        assert (scored.cue.found_right, scored.content.found_right, scored.source.found_right) == (1, 1, 0)
        assert (scored.clauses.gold, scored.clauses.found_right) == (2, 0)
        assert scored.clauses.precision == 0

    def test_amounts_and_times(self, compared: Compared) -> None:
        measured = Measured()
        measured.count(compared)
        assert (measured.amounts.gold, measured.amounts.gold_right, measured.amounts.precision) == (1, 1, 100)
        assert (measured.told_times.gold, measured.told_times.gold_right) == (1, 1)

    def test_a_score(self) -> None:
        score = Score()
        score.add([True, False], [True, True, False, False])
        assert (score.recall, score.precision) == (50, 50)
        assert score.f1 == 50
        assert Score().f1 == 0


def test_no_cue_is_in_both_lists() -> None:
    lists = tomllib.loads((ROOT / "benchmarks/reading/attribution.toml").read_text("utf-8"))
    assert not set(lists["communication"]) & set(lists["thought"])


def test_the_treebank_s_own_attributions() -> None:
    data = ROOT.parent / "shared/data"
    if not (data / "ud/gum/train.conllu.gz").is_file():
        pytest.skip("no treebanks beside the repository")
    news = [d for d in corpus.gum(data, "train") if corpus.is_news(d)]
    found = [gold for document in news for gold in Discourse(document).attributions]
    assert sum(bool(gold.cue) for gold in found) == 164
    assert all(gold.content in gold.units for gold in found)
