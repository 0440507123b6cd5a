"""The articles themselves: their text as printed, looked up by name and checked against what was read."""

from __future__ import annotations

from dataclasses import dataclass

from kgtool.errors import KgtoolError
from kgtool.project import Project
from kgtool.seeds import find_seeds, load_seed
from kgtool.serving.pages.knowledge import Article, Knowledge, text_of


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text; ``start`` is where it begins in the file, from whose first character offsets count.

    ``note`` says what is wrong with it: then ``text`` is put together from the sentences in the graph.
    """

    text: str
    start: int
    note: str = ""


CHANGED = "The article was changed since it was read: these are the sentences as they were read."
MISSING = "The article's file is not here: these are the sentences that the graph keeps."


def text_of_article(project: Project, knowledge: Knowledge, article: Article) -> Text:
    """The text from the article's file; from the graph where there is none or it is not the one that was read."""
    note = MISSING
    try:
        for path in find_seeds(project.seeds) if project.seeds.is_dir() else []:
            if path.stem == article.name:
                seed = load_seed(path, largest_megabytes=project.settings.seed_megabytes)
                if seed.sha256 == article.sha256:
                    return Text(seed.text, seed.body_start)
                note = CHANGED
    except KgtoolError:
        note = MISSING
    return Text(_from_sentences(knowledge, article), 0, note)


def _from_sentences(knowledge: Knowledge, article: Article) -> str:
    """The sentences at their offsets; what lies between them is not known and left blank."""
    rows = knowledge.rows(
        f"SELECT ?start ?quote {{ ?s a kg:Sentence ; kg:document <{article.iri}> ; kg:start ?start ; "
        "kg:quote ?quote } ORDER BY ?start"
    )
    text = ""
    for start, quote in rows:
        begin = int(text_of(start))
        if begin >= len(text):
            gap = begin - len(text)
            text += " " * (gap - 1) + "\n" * (gap > 0) + text_of(quote)
    return text
