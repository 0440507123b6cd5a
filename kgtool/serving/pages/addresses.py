"""The stable addresses of pages, and the IRIs that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode

from kgtool.terms import ID, KG

_SAFE = "/:@!$&'()*+,;=-._~"


def address_of(iri: str) -> str:
    """The page of a thing: ``/id/…`` for the project's things, ``/ns/…`` for the vocabulary, ``/thing?iri=…`` else."""
    if iri.startswith(ID) and len(iri) > len(ID):
        return "/id/" + quote(iri[len(ID) :], safe=_SAFE)
    if iri.startswith(KG) and len(iri) > len(KG):
        return "/ns/" + quote(iri[len(KG) :], safe=_SAFE)
    return with_query("/thing", {"iri": iri})


def article_address(name: str, start: int | None = None) -> str:
    """The page of an article, at the passage that begins at a character where one is given."""
    return f"/articles/{quote(name, safe='')}" + ("" if start is None else f"#at-{start}")


def why_address(subject: str, predicate: str, value: str) -> str:
    """The page with the reasons for a statement; its three terms are given as in N-Triples."""
    return with_query("/why", {"s": subject, "p": predicate, "o": value})


def with_query(path: str, values: Mapping[str, str]) -> str:
    """A path with a query string; nothing where there are no values."""
    return f"{path}?{urlencode(values)}" if values else path


def is_web_address(iri: str) -> bool:
    """Whether a link to it does no more than open a page (``javascript:`` and ``data:`` do)."""
    return iri.startswith(("http://", "https://"))


def is_iri(text: str) -> bool:
    """Whether a text can be an IRI at all."""
    try:
        NamedNode(text)
        text.encode()
    except (ValueError, UnicodeEncodeError):
        return False
    return True
