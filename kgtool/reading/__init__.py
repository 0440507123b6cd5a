"""Reading: how a tree and the lexicon become statements with provenance.

In: a seed, the ontology room. Out: quads in the layout of ``docs/graph.md``. The steps, in order:

* ``slots``        which phrases stand in the grammatical slots of a word
* ``evocations``   where words of the lexicon stand
* ``mentions``     the phrases that stand for something
* ``identity``     which of them stand for the same thing: ``named``, ``organisations``, ``sides``, ``pronouns``
  with ``antecedents``; ``things`` those without a name
* ``offices``      who holds which office
* ``attribution``  who says what; ``voices`` the same as IRIs; ``modes`` whether it happened
* ``events``       the events and which words speak of the same one; ``times`` when
* ``figures``      what is counted and measured
* ``statements``   frames to statements; ``writing`` statements to quads

It does not know: SPARQL, the web, where graphs are kept.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kgtool.reading.article import ArticleReader, Reading
from kgtool.reading.naming import slug
from kgtool.reading.writing import Source
from kgtool.seeds import Seed, load_seed
from kgtool.terms import ID

__all__ = ["ArticleReader", "Reading", "Source", "article_reader", "read_seed", "source_of"]


@lru_cache(maxsize=2)
def article_reader(ontology: Path) -> ArticleReader:
    """The reader of an ontology room; loaded once a process."""
    return ArticleReader.load(ontology)


def source_of(seed: Seed, reader: ArticleReader) -> Source:
    """What the front matter of a seed says."""
    publisher = ""
    if seed.publisher:
        known = reader.gazetteer.find(seed.publisher)
        publisher = known[0].iri if known else ID + slug(seed.publisher)
    return Source(
        name=slug(seed.name),
        body_start=seed.body_start,
        published=seed.date,
        title=seed.title,
        publisher=publisher,
        publisher_name=seed.publisher or "",
        url=seed.url or "",
        language=seed.language,
        path=seed.path.name,
        sha256=seed.sha256,
    )


def read_seed(path: Path, *, ontology: Path, megabytes: float = 5.0) -> list[ox.Quad]:
    """The quads of one seed file; raises what :func:`kgtool.seeds.load_seed` raises."""
    seed = load_seed(path, largest_megabytes=megabytes)
    reader = article_reader(ontology.resolve())
    return reader.read(seed.body, source_of(seed, reader)).quads
