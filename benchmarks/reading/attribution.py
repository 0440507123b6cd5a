"""Prints how well kgtool tells who says what, and amounts and times, on the news of GUM dev and test and other genres.

Gold attributions are those of GUM's discourse annotation (``training/discourse.py``): thoughts and perceptions ("knew",
"saw") as well as speech. kgtool makes claims of speech, and of few thoughts. So all are counted, and apart those whose
cue is a word of communication (``attribution.toml``, sorted by hand from the cues of GUM train). An article is read
from its raw text, by paragraphs.

* cue: one of the words that GUM names as the cue. "And content": the head of the unit that is attributed is in what is
  said; "and source": whoever says it is one of GUM's words for the source, or neither names anybody.
* clauses: pairs of a speaker and a clause (unit of GUM) that is said. Precision tells how much of what kgtool gives to
  a speaker is that speaker's. What stands in quotation marks and has no speaker in GUM is left open, since GUM may
  attribute the first sentence of a quotation alone.

What kgtool attributes without a clause ("reported 40 dead") is no unit of GUM and not counted; nor are bare names
beside what is said ("Image: NASA"). GUM has no entities for amounts (``training/amounts.py``).
``--train`` measures GUM train instead, on which the English reader was trained; with ``--verbose`` errors are listed.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.reading.attributed import Attributed, Compared, Score  # noqa: E402
from benchmarks.reading.measured import Measured  # noqa: E402
from kgtool.reading import article_reader  # noqa: E402
from training import corpus  # noqa: E402

COMMUNICATION = frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["communication"])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    if not (given.data / "ud/gum/test.conllu.gz").is_file():
        print(f"no treebanks in {given.data}: nothing was measured (give their folder with --data)", file=sys.stderr)
        sys.exit(3)
    reader = article_reader(ROOT / "ontology")
    parts = ("train",) if given.train else ("dev", "test")
    documents = [document for part in parts for document in corpus.gum(given.data, part)]
    for name, is_news in (("news", True), ("other genres", False)):
        chosen = [Compared(d, reader) for d in documents if corpus.is_news(d) == is_news]
        print(f"GUM {name} ({', '.join(parts)}), {len(chosen)} documents")
        print_scores(chosen)
        if given.verbose:
            for compared in chosen:
                print_errors(compared)


def print_scores(documents: Sequence[Compared]) -> None:
    """Scores of attributions, all and by kind, and of amounts and times."""
    kinds = {
        "all": Attributed(),
        "communication": Attributed(COMMUNICATION),
        "communication, quoted": Attributed(COMMUNICATION, True),
        "communication, reported": Attributed(COMMUNICATION, False),
    }
    measured = Measured()
    for compared in documents:
        for kind in kinds.values():
            kind.count(compared)
        measured.count(compared)
    print(f"  {'':<40}  gold found     P     R    F1")
    for name, scored in kinds.items():
        _print(f"{name}: cue", scored.cue)
        _print("  and content", scored.content)
        _print("  and source", scored.source)
        _print("  clauses given to a speaker", scored.clauses)
    _print("numerals", measured.numerals)
    _print("  with what is counted, or the unit", measured.amounts)
    _print("times", measured.times)
    _print("  with a numeral or a name", measured.told_times)


def _print(name: str, score: Score) -> None:
    row = f"{score.gold:6d}{score.found:6d}{score.precision:6.1f}{score.recall:6.1f}{score.f1:6.1f}"
    print(f"  {name:<40}{row}")


def print_errors(compared: Compared) -> None:
    """What was missed, and what was found beside GUM, a line each: kind, cue, source, text."""
    for gold in (g for g in compared.gold.attributions if g.cue):
        same = [f for f in compared.found if f.cue & gold.cue]
        said = [f for f in same if gold.content in f.scope]
        kind = "cue" if not same else "content" if not said else "source"
        if not said or not any(compared.is_source(f, gold) for f in said):
            told = gold.lemma if gold.lemma not in COMMUNICATION else gold.lemma.upper()
            names = [compared.words[i] for f in said for i in sorted(f.sources)]
            print(
                f"  missed {kind} | {told} | {_words(compared, gold.source)} | {compared.words[gold.content]} {names}"
            )
            print(f"      {_around(compared, {*gold.cue, gold.content})}")
    golden = {word for g in compared.gold.attributions for word in g.cue}
    for found in compared.found:
        if not found.cue & golden:
            units = sorted(compared.units_in(found))
            print(f"  beside GUM | {found.lemma} | {_words(compared, found.sources)} | {_words(compared, units)}")
            print(f"      {_around(compared, {*found.cue, *units})}")
    for found in (f for f in compared.found if f.sources):
        same_cue = [g for g in compared.gold.attributions if g.cue & found.cue and compared.is_source(found, g)]
        right = {unit for g in same_cue for unit in g.units}
        wrong = {u for u in compared.units_in(found) - right if u not in compared.quoted} if same_cue else set()
        if wrong:
            print(f"  clause too many | {found.lemma} | {_words(compared, found.sources)} | {_words(compared, wrong)}")
            print(f"      {_around(compared, {*found.cue, *wrong})}")


def _words(compared: Compared, places: Sequence[int] | set[int] | frozenset[int]) -> str:
    return " ".join(compared.words[i] for i in sorted(places))


def _around(compared: Compared, places: set[int]) -> str:
    """The sentences from the first to the last of some words, shortened."""
    text, at = "", 0
    for sentence in compared.document:
        if any(at <= place < at + len(sentence) for place in places):
            text += " ".join(sentence.words) + " "
        at += len(sentence)
    return text[:400]


if __name__ == "__main__":
    main()
