"""The array readers give what pyoxigraph's parsers give, on every kind of line, and complain about the same files."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgtool.errors import DataError
from kgtool.reasoning import files, ntriples, turtle
from kgtool.reasoning.proof import Triple
from kgtool.reasoning.terms import Terms

TRICKY = [
    b"<http://e/a> <http://e/p> <http://e/b> .",
    b'<http://e/a> <http://e/p> "plain" .',
    b'<http://e/a> <http://e/p> "" .',
    b'<http://e/a> <http://e/p> "two words, a <tag> and a # sign ." .',
    b'<http://e/a> <http://e/p> "esc \\" aped \\\\" .',
    b'<http://e/a> <http://e/p> "line\\nbreak \\u00e9" .',
    b'<http://e/a> <http://e/p> "hello"@en .',
    b'<http://e/a> <http://e/p> "hello"@en-GB .',
    b'<http://e/a> <http://e/p> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    b'<http://e/a> <http://e/p> "s"^^<http://www.w3.org/2001/XMLSchema#string> .',
    b"_:b0 <http://e/p> _:b1 .",
    b'_:b0 <http://e/p> "x" .',
    b"<http://e/a> <http://e/p> _:b0 .",
    '<http://e/é> <http://e/p> "ünïcode ☃" .'.encode(),
    b"  <http://e/a>\t<http://e/p>   <http://e/b>  .  ",
    b"<http://e/a> <http://e/p> <http://e/b> . # a comment",
    b"# only a comment",
    b"",
    b"<http://e/a> <http://e/p> <http://e/b>.",
    b'<http://e/a> <http://e/p> "tab\there" .',
    b"<urn:x:y> <mailto:p@e> <tag:e,2020:z> .",
    b"<http://e/a%20b> <http://e/p> <http://e/\\u00e9> .",
    b'<http://e/a> <http://e/p> "de\x7flete" .',
    b'<http://e/a> <http://e/p> "a <http://e/b> . # c" .',
    b'<http://e/a> <http://e/p> "x"@abcdefgh .',
    b"<http://e:80/a> <http:> <urn:> .",
    b"<http://[::1]/> <httpsx://e> <http://e/a:b#c> .",
    b"<http://e/a> <http://e/p> _:a.b .",
]
BROKEN = [
    b"<http://e/a> <http://e/p> .",
    b"<http://e/a> <http://e/p> <http://e/b>",
    b"<a> <http://e/p> <http://e/b> .",
    b'"x" <http://e/p> <http://e/b> .',
    b"<http://e/a> _:p <http://e/b> .",
    b'<http://e/a> <http://e/p> "open .',
    b'<http://e/a> <http://e/p> "x"@ .',
    b"<http://e/a b> <http://e/p> <http://e/b> .",
    b"<http://e/a> <http://e/p> <http://e/{b}> .",
    b"<http://e/a> <http://e/p> <http://e/b> <http://e/c> <http://e/d> .",
    b'<http://e/a> <http://e/p> "\xff" .',
    b"plain text",
    *(
        b"<http://e/a> <http://e/p> " + term + b" ."
        for term in (
            b'"a"@a',
            b'"a"@abcdefghi',
            b'"a"^^<rel>',
            b'"^^<http://x>',
            b'"@en',
            b'"a"b"',
            b'"a" "b"',
            b'"a"^^<http://e/{>',
            b'"x"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>',
            b'"a"^^<http://e/> "',
            b'"x"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString>',
            b'<http://e/b> "x"',
            b"<http://e/a<b>",
            b"<http://e/a>>",
            b"<https{://a>",
            b"<httpsfoo>",
            b"<http://e/\x7f>",
            b"<http://[>",
            b"<http://e:x/>",
            b"<http://e/%zz>",
            b"<http://e/#a#b>",
            b"_:a.",
            b"_:-a",
            b"<",
            b"_:",
            b'"',
            b"<http://e",
            "<http://e/\ue000>".encode(),
        )
    ),
]


def with_arrays(text: bytes, read: object = ntriples.read_ntriples) -> set[Triple]:
    terms = Terms()
    rows = read(BytesIO(text), terms)  # type: ignore[operator]
    return {terms.triple((s, p, o)) for s, p, o in rows.tolist()}


def with_parser(text: bytes, form: ox.RdfFormat) -> set[Triple]:
    return {(quad.subject, quad.predicate, quad.object) for quad in ox.parse(text, format=form)}


@pytest.mark.parametrize("line", TRICKY)
def test_each_kind_of_line(line: bytes) -> None:
    expected = with_parser(line, ox.RdfFormat.N_TRIPLES)
    assert with_arrays(line) == expected
    assert with_arrays(line + b"\n") == expected
    assert with_arrays(line + b"\r\n") == expected


def test_all_kinds_of_lines_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"\n".join(TRICKY * 40)
    expected = with_parser(text, ox.RdfFormat.N_TRIPLES)
    assert len(expected) > 15
    for size in (1, 7, 100, 1000, 1 << 22):
        monkeypatch.setattr(ntriples.blocks, "__defaults__", (size,))
        assert with_arrays(text) == expected


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_line_is_named(line: bytes) -> None:
    good = b"<http://e/a> <http://e/p> <http://e/b> .\n"
    with pytest.raises(DataError) as caught:
        with_arrays(good * 3 + line + b"\n" + good)
    assert caught.value.line == 4


def test_what_one_term_has_too_much_does_not_hide_what_another_lacks() -> None:
    for one, other in ((b'"a"b"@en', b'"@en'), (b"<http://e/>>", b"<http://e/"), (b'"a"b"', b'"^^<http://e/>')):
        with pytest.raises(DataError):
            with_arrays(b"".join(b"<http://e/a> <http://e/p> %s .\n" % term for term in (one, other)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TRICKY), max_size=12), st.text(alphabet='ab<>"\\ .^@_:#\n\t', max_size=30))
def test_whatever_comes_it_is_read_as_the_parser_reads_it(lines: list[bytes], noise: str) -> None:
    text = b"\n".join([*lines, noise.encode()])
    try:
        expected = with_parser(text, ox.RdfFormat.N_TRIPLES)
    except SyntaxError:
        with pytest.raises(DataError):
            with_arrays(text)
    else:
        assert with_arrays(text) == expected


TURTLE = [
    b"@prefix e: <http://e/> .\n@prefix : <http://f/> .\n\n",
    b"e:a e:p e:b .\n",
    b'e:a a e:C ;\n    e:p e:b, e:c ,\n        e:d ;\n    e:q "x" .\n\n',
    b'e:a e:p "a, b; c. d"@en, "5"^^e:int ;\n\te:q <http://e/x#y>, <http://e/z;w,v> .\n',
    b"e:a e:p e:b ; .\n",
    b"e:a e:p e:b ; ; e:q e:c .\n",
    b":x :y :z.\n",
    b"e: e:p :z .\n",
    b"e:a e:p [ a e:C ; e:q ( e:a e:b 5 ) ] .\n",
    b"e:a e:p 5, 5.5, 5e5, true .\n",
    b'e:a e:p "it\'s" , "say \\"hi\\" .\\n" .\n',
    b"_:b e:p _:c .\n",
    b"<http://e/a> <http://e/p> <http://e/b> .\n",
    b'e:a e:p "b"^^<http://www.w3.org/2001/XMLSchema#string> .\n',
    b"e:a.b e:p e:c-d .\n",
    b'e:a e:p "" , "x" .\n',
]
IRREGULAR = [
    b'# a comment . "with a quote\n',
    b'e:a e:p """long . "string\n .\n""" .\n',
    b"e:a e:p 'single' .\n",
    b"PREFIX g: <http://g/>\ng:a g:b g:c .\n",
    b"@prefix e: <http://other/> .\ne:a e:p e:b .\n",
    b"e:a e:p e:b . # end\n",
]
WRONG = [
    b"e:a e:p .\n",
    b"e:a e:p e:b e:c .\n",
    b"e:a e:p e:b , .\n",
    b"e:a e:p e:b\n",
    b"e:a e:p a .\n",
    b'"x" e:p e:b .\n',
    b"e:a _:p e:b .\n",
    b"none:a e:p e:b .\n",
    b"e:a e:p <relative> .\n",
    b"e:a e:p <http://e/%zz> .\n",
    b"e:a e:p <http://e/#a#b> .\n",
    b'e:a e:p "x"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString> .\n',
    b"e:a e:p <http://e/a>,<http://e/b> . e:x .\n",
    b". e:a e:p e:b .\n",
]


def canonical(triples: set[Triple]) -> set[str]:
    """Triples as text, blank nodes by their order of appearance in a canonical labelling."""
    dataset = ox.Dataset(ox.Quad(s, p, o) for s, p, o in triples)  # type: ignore[arg-type]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def same_turtle(text: bytes) -> None:
    expected = with_parser(text, ox.RdfFormat.TURTLE)
    assert canonical(with_arrays(text, turtle.read_turtle)) == canonical(expected)


@pytest.mark.parametrize("statement", [*TURTLE[1:], *IRREGULAR])
def test_each_kind_of_turtle_statement(statement: bytes) -> None:
    same_turtle(TURTLE[0] + statement)
    same_turtle(TURTLE[0] + b"e:x e:y e:z .\n" + statement + b"e:z e:y e:x .\n")


def test_all_kinds_of_turtle_together(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (1, 10, 100, 1 << 22):
        monkeypatch.setattr(turtle, "BLOCK", size)
        same_turtle(b"".join(TURTLE))
        same_turtle(b"".join(TURTLE + IRREGULAR))


@pytest.mark.parametrize("statement", WRONG)
def test_wrong_turtle_is_refused(statement: bytes) -> None:
    text = TURTLE[0] + b"e:x e:y e:z .\n" + statement
    with pytest.raises(SyntaxError):
        with_parser(text, ox.RdfFormat.TURTLE)
    with pytest.raises(DataError) as caught:
        with_arrays(text, turtle.read_turtle)
    assert caught.value.line is not None and caught.value.line >= 5


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*TURTLE[1:], *IRREGULAR, *WRONG]), max_size=6))
def test_turtle_is_read_as_the_parser_reads_it(statements: list[bytes]) -> None:
    text = b"".join([TURTLE[0], *statements])
    try:
        with_parser(text, ox.RdfFormat.TURTLE)
    except SyntaxError:
        with pytest.raises(DataError):
            with_arrays(text, turtle.read_turtle)
    else:
        same_turtle(text)


def test_blank_nodes_without_a_label_get_the_same_one_each_time() -> None:
    text = TURTLE[0] + b"e:a e:p [ e:q [] ] .\n"
    assert with_arrays(text, turtle.read_turtle) == with_arrays(text, turtle.read_turtle)


def test_files(tmp_path: Path) -> None:
    line = TRICKY[0] + b"\n"
    (tmp_path / "a.nt").write_bytes(line)
    (tmp_path / "a.nt.gz").write_bytes(gzip.compress(line))
    (tmp_path / "a.ttl").write_bytes(line)
    quads = (ox.Triple(*triple) for triple in with_parser(line, ox.RdfFormat.N_TRIPLES))  # type: ignore[arg-type]
    (tmp_path / "a.rdf").write_bytes(ox.serialize(quads, format=ox.RdfFormat.RDF_XML) or b"")
    (tmp_path / "a.nq").write_bytes(line)
    for name in ("a.nt", "a.nt.gz", "a.ttl", "a.rdf", "a.nq"):
        terms = Terms()
        rows = files.read_file(tmp_path / name, terms)
        assert [terms.triple((s, p, o)) for s, p, o in rows.tolist()] == list(with_parser(line, ox.RdfFormat.N_TRIPLES))


@pytest.mark.parametrize(
    ("name", "content"),
    [("no.nt", None), ("x.doc", b""), ("broken.nt.gz", b"\x1f\x8b\x08"), ("b.rdf", b"<x>"), ("b.jsonld", b"{")],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError) as caught:
        files.read_file(tmp_path / name, Terms())
    assert caught.value.path == tmp_path / name or str(caught.value.path) == str(tmp_path / name)


def test_blank_nodes_of_two_files_are_different(tmp_path: Path) -> None:
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_bytes(b"_:x <http://e/p> <http://e/%s> .\n" % name.encode())
    closure = files.reason_files([tmp_path / "a.nt", tmp_path / "b.nt"])
    assert len({triple[0] for triple in closure.asserted_triples()}) == 2
