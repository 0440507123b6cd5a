"""Things, figures, times and offices as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kgtool.asking.drafts import short
from kgtool.store.results import Store, Table
from kgtool.terms import BACKGROUND_GRAPH, ID, KG, ONTOLOGY_GRAPH, RDFS


class Renderer:
    """Renders IRIs of one store; what it looks up, it keeps."""

    def __init__(self, store: Store, wording: Mapping[str, str]) -> None:
        """``wording`` is the table ``render`` of ``questions.toml``."""
        self.store = store
        self.wording = wording
        self.known_around: dict[str, set[str]] = {}
        """Places in which a place lies because one event is at both."""

    @lru_cache(maxsize=5000)  # noqa: B019  one renderer a process
    def values(self, iri: str) -> dict[str, tuple[str, ...]]:
        """The values of all properties of a thing, by the property's local name."""
        found = self.store.query(f"SELECT ?p ?o WHERE {{ {short(iri)} ?p ?o }}")
        assert isinstance(found, Table)
        table: dict[str, set[str]] = {}
        for prop, value in found.rows:
            name = prop.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]  # type: ignore[union-attr]
            table.setdefault(name, set()).add(value.value)  # type: ignore[union-attr]
        return {name: tuple(sorted(values)) for name, values in table.items()}

    def one(self, iri: str, *names: str) -> str:
        """A value of the first property that has one."""
        values = self.values(iri)
        for name in names:
            if values.get(name):
                return self._preferred(values[name])
        return ""

    def _preferred(self, values: tuple[str, ...]) -> str:
        return values[0]

    def label(self, iri: str) -> str:
        """The thing's name, or what can be said in its place."""
        label = self._label(iri)
        if label and KG + "Delegation" not in self.values(iri).get("type", ()):
            return label
        parties = self.values(iri).get("delegationOf", ())
        if parties:
            return self.words("delegation", self.wording["and"].join(self.label(party) for party in parties))
        if label:
            return label
        kinds = [k for k in self.values(iri).get("type", ()) if k.startswith(KG)]
        if kinds and not iri.startswith(KG):
            return self._label(kinds[0]) or kinds[0].removeprefix(KG)
        return iri.removeprefix(ID).removeprefix(KG).rsplit("/", 1)[-1].replace("_", " ")

    @lru_cache(maxsize=5000)  # noqa: B019
    def _label(self, iri: str) -> str:
        """The label of background knowledge or the ontology where there is one, else the longest of the articles'."""
        labels = self.values(iri).get("label", ())
        if not labels:
            return ""
        if len(labels) > 1:
            known = self.store.query(
                f"SELECT ?l WHERE {{ VALUES ?g {{ <{BACKGROUND_GRAPH}> <{ONTOLOGY_GRAPH}> }} "
                f"GRAPH ?g {{ {short(iri)} <{RDFS}label> ?l }} }} ORDER BY ?l LIMIT 1"
            )
            assert isinstance(known, Table)
            if known.rows:
                return known.rows[0][0].value  # type: ignore[union-attr]
        return max(labels, key=lambda text: (text[:1].isupper(), len(text), text)) if len(labels) > 1 else labels[0]

    def words(self, name: str, *values: str) -> str:
        """A wording with its values; the first value alone where there is no such wording."""
        return self.wording.get(name, "{}").format(*values)

    def place(self, iri: str) -> str:
        """A place with the places around it: "Çırağan Palace, Istanbul, Turkey"."""
        names, at, seen = [self.label(iri)], iri, {iri}
        while True:
            told = self.values(at).get("locatedIn", ()) or tuple(sorted(self.known_around.get(at, ())))
            around = [p for p in told if p not in seen]
            around = [p for p in around if not any(p in self.values(o).get("locatedIn", ()) for o in around if o != p)]
            if not around or len(names) > 3:
                break
            at = around[0]
            seen.add(at)
            if self.label(at) not in names:
                names.append(self.label(at))
        return ", ".join(names)

    def around(self, iri: str) -> frozenset[str]:
        """All places in which a place lies."""
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            for place in self.values(waiting.pop()).get("locatedIn", ()):
                if place not in found:
                    found.add(place)
                    waiting.append(place)
        return frozenset(found)

    def time(self, iri: str) -> str:
        """The day or days in ISO 8601, with the words of the article."""
        earliest, latest = self.one(iri, "earliest"), self.one(iri, "latest")
        text = self.one(iri, "text")
        days = earliest if earliest == latest or not latest else f"{earliest or '…'} to {latest}"
        if not days:
            return text
        return f"{days} ({text})" if text and text != days else days

    def figure(self, iri: str) -> str:
        """A figure with its comparator, unit and counted noun: "about 34%", "more than 600 people"."""
        duration = self.one(iri, "durationValue")
        text = self.one(iri, "text")
        if duration:
            return text or self._compared(iri, duration)
        number = self.number(iri)
        counts = self.one(iri, "counts") or next(
            (self.one(whole, "counts") for whole in self.values(iri).get("partOf", ())), ""
        )
        unit = self.one(iri, "unit")
        words = number
        if unit and unit not in self.wording and unit != "1" and not counts.lower().startswith(unit.lower()):
            words = f"{number} {unit.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}"
        is_money = len(unit) == 3 and unit.isupper()
        if counts and not any(c.isdigit() for c in counts) and not (is_money and counts[:1].isupper()):
            kind = "share" if unit in ("%", "percent") else "money" if is_money else ""
            words = self.words(kind, words, counts) if kind else f"{words} {counts}"
        share = self.one(iri, "shareOf")
        if share and share != counts:
            words = self.words("share", words, share)
        return words or text

    def number(self, iri: str) -> str:
        """The value or range, with comparator and the sign of its unit."""
        value, low, high = self.one(iri, "value"), self.one(iri, "minimum"), self.one(iri, "maximum")
        unit = self.one(iri, "unit")
        if value:
            return self._compared(iri, self.words(unit, self.grouped(value)))
        if low and high:
            return self.words("range", self.words(unit, self.grouped(low)), self.words(unit, self.grouped(high)))
        if low:
            return self.words("AtLeast", self.words(unit, self.grouped(low)))
        return self.words("AtMost", self.words(unit, self.grouped(high))) if high else ""

    def _compared(self, iri: str, text: str) -> str:
        return self.words(self.one(iri, "comparator").removeprefix(KG), text)

    def grouped(self, number: str) -> str:
        """A decimal with groups of three digits; whole millions and billions in words."""
        try:
            value = float(number)
        except ValueError:
            return number
        for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
            if abs(value) >= size and (value / size * 1000).is_integer():
                return self.words(word, f"{value / size:g}")
        return f"{int(value):,}" if value.is_integer() else f"{value:,g}"

    def scope(self, iri: str) -> str:
        """What tells a figure from another of the same measure: where, when, whose, of what."""
        parts = []
        renders = (("ofPlace", self.label), ("ofTime", self._when), ("ofSide", self.label), ("bySide", self.label))
        for name, render in renders:
            texts = [render(value) for value in self.values(iri).get(name, ())]
            parts.append(self.wording["and"].join(dict.fromkeys(text for text in texts if text)))
        return "; ".join(dict.fromkeys(part for part in parts if part))

    def _when(self, iri: str) -> str:
        return self.one(iri, "text") or self.time(iri)

    def office(self, iri: str) -> str:
        """An office: its title and whom it serves."""
        title = self.one(iri, "title") or self.label(iri)
        bodies = [self.label(body) for body in self.values(iri).get("officeOf", ())]
        missing = [body for body in bodies if body.lower() not in title.lower()]
        whole = self.words("office", title, missing[0]) if missing else title
        is_former = KG + "Former" in self.values(iri).get("officeStatus", ())
        return self.words("former", whole) if is_former and not self._says_former(title) else whole

    def _says_former(self, title: str) -> bool:
        return title.lower().startswith(self.wording["former"].format("").strip())
