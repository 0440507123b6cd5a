"""Literals as values: which datatype's value space holds a literal, and which literals are the same value.

Source: W3C OWL 2 Profiles, table 8, and XML Schema Definition Language 1.1 Part 2. Numbers share one value space
(``decimal`` and all below it); ``float`` and ``double`` have each their own, as do strings, booleans, the two binary
types, URIs and instants. A value is a tuple whose first part names its space, so that equal tuples are equal values.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import struct
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TypeAlias

import pyoxigraph as ox

from kgtool.terms import RDF, RDFS, XSD

Value: TypeAlias = tuple[str, Hashable]

_RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None), "nonNegativeInteger": (0, None), "nonPositiveInteger": (None, 0),
    "positiveInteger": (1, None), "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1), "int": (-(2**31), 2**31 - 1), "short": (-(2**15), 2**15 - 1), "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1), "unsignedInt": (0, 2**32 - 1), "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}  # fmt: skip
INTEGER_RANGES = {XSD + name: limits for name, limits in _RANGES.items()}

_NAME = r"[A-Za-z_:\u00C0-\uFFFD][-.A-Za-z0-9_:\u00B7-\uFFFD]*"
STRING_FORMS = {
    XSD + "string": re.compile(r".*", re.DOTALL),
    XSD + "normalizedString": re.compile(r"[^\t\n\r]*"),
    XSD + "token": re.compile(r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?"),
    XSD + "language": re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"),
    XSD + "Name": re.compile(_NAME),
    XSD + "NCName": re.compile(_NAME.replace(":", "")),
    XSD + "NMTOKEN": re.compile(r"[-.A-Za-z0-9_:\u00B7-\uFFFD]+"),
}
"""Datatype → the strings in its value space."""


def value_of(literal: ox.Literal) -> Value | None:
    """The literal's value; None where its datatype is not one of OWL 2 RL's or its lexical form is not well-formed."""
    datatype = literal.datatype.value
    text = literal.value
    if literal.language:
        return "langString", (text, literal.language.lower())
    if datatype in STRING_FORMS:
        return ("string", text) if STRING_FORMS[datatype].fullmatch(text) else None
    if datatype == RDF + "PlainLiteral":
        body, _, language = text.rpartition("@")
        return ("langString", (body, language.lower())) if language else ("string", body)
    read = _READERS.get(datatype)
    if read is not None:
        return read(text.strip(" \t\n\r"))
    if datatype in INTEGER_RANGES and re.fullmatch(r"[+-]?[0-9]+", text.strip(" \t\n\r")):
        return _in_range(datatype, text.strip(" \t\n\r"))
    return None


def _in_range(datatype: str, text: str) -> Value | None:
    if len(text) > 4000:  # Python's own limit on digits; such a number is no count of anything
        return ("number", text.lstrip("+").lstrip("0"))
    number = int(text)
    low, high = INTEGER_RANGES[datatype]
    if (low is not None and number < low) or (high is not None and number > high):
        return None
    return "number", Fraction(number)


def _decimal(text: str) -> Value | None:
    if not re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", text) or len(text) > 4000:
        return None
    return "number", Fraction(text)


def _floating(space: str) -> Callable[[str], Value | None]:
    def read(text: str) -> Value | None:
        special = {"INF": math.inf, "+INF": math.inf, "-INF": -math.inf, "NaN": math.nan}.get(text)
        if special is None:
            if not re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", text):
                return None
            special = float(text)
        if space == "float":
            try:
                special = struct.unpack("<f", struct.pack("<f", special))[0]
            except OverflowError:
                special = math.copysign(math.inf, special)
        # XSD 1.1: NaN is identical to itself, and 0 is not identical to -0; reprs tell exactly that.
        return space, repr(special)

    return read


def _boolean(text: str) -> Value | None:
    value = {"true": True, "1": True, "false": False, "0": False}.get(text)
    return None if value is None else ("boolean", value)


def _hexadecimal(text: str) -> Value | None:
    if len(text) % 2 or not re.fullmatch(r"[0-9a-fA-F]*", text):
        return None
    return "hexBinary", bytes.fromhex(text)


def _base64(text: str) -> Value | None:
    try:
        return "base64Binary", base64.b64decode(text.replace(" ", ""), validate=True)
    except (binascii.Error, ValueError):
        return None


def _uri(text: str) -> Value | None:
    return "anyURI", text


_INSTANT = re.compile(
    r"(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def _instant(text: str, needs_zone: bool = False) -> Value | None:
    match = _INSTANT.fullmatch(text)
    if match is None or (needs_zone and not match[8]):
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    fraction = Fraction(int(match[7]), 10 ** len(match[7])) if match[7] and len(match[7]) <= 4000 else Fraction(0)
    next_day = hour == 24 and minute == 0 and second == 0 and not fraction
    if not 1 <= year <= 9998:
        return "dateTime", text  # beyond Python's calendar: equal only where written alike
    offset: int | None = None
    if match[8]:
        hours, minutes = (0, 0) if match[8] == "Z" else (int(match[8][1:3]), int(match[8][4:6]))
        if hours > 14 or minutes > 59:
            return None
        offset = (hours * 60 + minutes) * (-1 if match[8][0] == "-" else 1)
    try:
        moment = datetime(year, month, day, 0 if next_day else hour, minute, second)
        if next_day:
            moment += timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    # OWL 2 Syntax, section 4.7: one instant written with two offsets is two values (equal, but not identical).
    return "dateTime", (moment.isoformat(), fraction, offset)


_READERS: dict[str, Callable[[str], Value | None]] = {
    XSD + "decimal": _decimal,
    XSD + "float": _floating("float"),
    XSD + "double": _floating("double"),
    XSD + "boolean": _boolean,
    XSD + "hexBinary": _hexadecimal,
    XSD + "base64Binary": _base64,
    XSD + "anyURI": _uri,
    XSD + "dateTime": _instant,
    XSD + "dateTimeStamp": lambda text: _instant(text, needs_zone=True),
    RDF + "XMLLiteral": lambda text: ("XMLLiteral", text),
}

_SPACES = {
    XSD + "float": "float", XSD + "double": "double", XSD + "boolean": "boolean", XSD + "hexBinary": "hexBinary",
    XSD + "base64Binary": "base64Binary", XSD + "anyURI": "anyURI", XSD + "dateTime": "dateTime",
    XSD + "decimal": "number", RDF + "XMLLiteral": "XMLLiteral", RDF + "langString": "langString",
}  # fmt: skip


def is_in_value_space(value: Value, datatype: str) -> bool | None:
    """Whether a datatype's value space holds the value; None where the datatype is not one of OWL 2 RL's."""
    space, content = value
    if datatype == RDFS + "Literal":
        return True
    if datatype == RDF + "PlainLiteral":
        return space in ("string", "langString")
    if datatype in STRING_FORMS:
        return space == "string" and STRING_FORMS[datatype].fullmatch(str(content)) is not None
    if datatype in INTEGER_RANGES:
        if space != "number" or not isinstance(content, Fraction):
            return space == "number"
        low, high = INTEGER_RANGES[datatype]
        return content.denominator == 1 and (low is None or content >= low) and (high is None or content <= high)
    if datatype == XSD + "dateTimeStamp":
        return space == "dateTime" and isinstance(content, tuple) and content[2] is not None
    if datatype in _SPACES:
        return space == _SPACES[datatype]
    return None


def has_value(literal: object, number: int) -> bool:
    """Whether the term is a literal whose value is this integer."""
    return isinstance(literal, ox.Literal) and value_of(literal) == ("number", Fraction(number))
