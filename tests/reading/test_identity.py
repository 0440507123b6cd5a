"""Who is who, who holds which office, and who says what, in invented articles."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgtool.terms import ID
from tests.reading.read_articles import Read

OFFICE = "?p kg:holds ?o . ?p rdfs:label '{}'@en . ?o kg:title '{}'"

SAID = [
    # states that nobody told of, and their demonyms
    ("Talks between Freedonia and Sylvania began on Tuesday. The Freedonian delegation was led by Anna Lindqvist. Marko Horvat headed the delegation of Sylvania.",
     "?d kg:ledBy ?a ; kg:delegationOf id:Freedonia . ?a rdfs:label 'Anna Lindqvist'@en . ?e kg:ledBy ?b ; kg:delegationOf id:Sylvania . ?b rdfs:label 'Marko Horvat'@en"),
    ("Karvonian police were ready. Karvonia's interior minister, Pavel Droz, met the press.", "id:Pavel_Droz kg:holds ?o . ?o kg:officeOf id:Karvonia . id:Karvonia a kg:State"),
    # offices
    ("The Kenyan foreign minister, Prince Joseph Mwangi, opened the meeting.", OFFICE.format("Joseph Mwangi", "foreign minister") + " ; kg:officeOf id:Kenya"),
    ("Mary Mwangi, the U.N. special envoy for Kenya, arrived.", OFFICE.format("Mary Mwangi", "special envoy") + " ; kg:officeOf id:United_Nations"),
    ("Mary Mwangi is Kenya's deputy minister of human rights.", OFFICE.format("Mary Mwangi", "deputy minister of human rights") + " ; kg:officeOf id:Kenya"),
    ("Nairobi's envoy, Mary Mwangi, arrived.", OFFICE.format("Mary Mwangi", "envoy") + " ; kg:officeOf id:Kenya"),
    ("The Kenyan ambassador, Mary Mwangi, and her Somali counterpart, Ali Warsame, met.", OFFICE.format("Ali Warsame", "ambassador") + " ; kg:officeOf id:Somalia"),
    ("President Mary Mwangi of Kenya was not present.", OFFICE.format("Mary Mwangi", "President") + " ; kg:officeOf id:Kenya"),
    ("The Kenyan army is ready. Army spokesman Ali Warsame said so.", OFFICE.format("Ali Warsame", "Army spokesman") + " ; kg:officeOf ?a . ?a a kg:ArmedForce"),
    ("Ali Warsame, the secretary of Kenya's Security Council, arrived.", OFFICE.format("Ali Warsame", "secretary") + " ; kg:officeOf ?b . ?b rdfs:label \"Kenya's Security Council\"@en"),
    ("A spokeswoman for the Kenyan army, Captain Mary Mwangi, said that 12 people had been killed.", OFFICE.format("Mary Mwangi", "spokeswoman") + " ; kg:officeOf ?a . ?a a kg:ArmedForce"),
    # titles that mean their holders
    ("Interior Minister Ali Warsame arrived. The minister said that 12 people had been killed.", "?f kg:value 12.0 . ?s kg:speaker ?p . ?p rdfs:label 'Ali Warsame'@en"),
    ("Prime Minister Ali Warsame arrived. The premier said that 12 people had been killed.", "?s kg:speaker ?p . ?p rdfs:label 'Ali Warsame'@en"),
    ("Mary Mwangi, the U.N. envoy, opened the talks. The Kenyan diplomat said that 12 people had been killed.", "?s kg:speaker ?p . ?p rdfs:label 'Mary Mwangi'@en"),
    # pronouns
    ("Kenya denies the charge. Its foreign minister, Mary Mwangi, said so.", OFFICE.format("Mary Mwangi", "foreign minister") + " ; kg:officeOf id:Kenya"),
    ("Ali Warsame said he had offered a truce, and that Mary Mwangi was not there. He added that 12 people had been killed.", "?s kg:speaker ?p ; kg:content ?c . ?p rdfs:label 'Ali Warsame'@en . FILTER(CONTAINS(?c, '12 people'))"),
    # bodies
    ("The coroner's office said that 12 people had been killed.", "?s kg:speaker ?b . ?b rdfs:label \"coroner's office\"@en"),
    ("The Tarsk Liberation Front signed. The TLF said that 12 people had been killed.", "?s kg:speaker id:Tarsk_Liberation_Front"),
    # quotations
    ("\"We came with an open heart,\" Mary Mwangi told reporters. \"We will not leave without a truce.\"", "?s kg:speaker ?p ; kg:quotation 'We will not leave without a truce'@en . ?p rdfs:label 'Mary Mwangi'@en"),
    ("Three shells hit Garissa on Monday, its mayor, Mary Mwangi, told the agency KNA.", "?s kg:speaker ?p . ?p rdfs:label 'Mary Mwangi'@en"),
    ("Four boats were seized, mediators from Norway announced.", "?s kg:speaker ?g . ?g rdfs:label ?l . FILTER(CONTAINS(STR(?l), 'mediators'))"),
]  # fmt: skip

NOT_SAID = [
    # a title that owns another is not its holder's
    ("Mary Mwangi, the prime minister's adviser, arrived.", OFFICE.format("Mary Mwangi", "prime minister")),
    # one person is no holder of a title in the plural
    ("A lawyer for the journalists, Mary Mwangi, arrived.", OFFICE.format("Mary Mwangi", "journalists")),
    # another office is no mere premier
    ("Acting Prime Minister Mary Mwangi and Premier Ali Warsame met. The acting premier said that 12 people had been killed.", "?s kg:speaker ?p . ?p rdfs:label 'Ali Warsame'@en"),
    # what owns is not what is spoken of
    ("Kenya's opposition rejected the truce. Its leader, Ali Warsame, spoke.", OFFICE.format("Ali Warsame", "leader") + " ; kg:officeOf id:Kenya"),
    # somebody of the other gender
    ("Ali Warsame said he had offered a truce, and that she had agreed.", "?e kg:agreedBy ?p . ?p rdfs:label 'Ali Warsame'@en"),
    # who only tells of talks is no side of them
    ("Yemen's warring parties agreed on a truce, the United Nations and the Red Cross said. Mary Mwangi urged the parties to release all detainees.", "?e kg:addressee id:United_Nations"),
    # each of two leaders leads his own delegation
    ("Kenya and Somalia held talks in Oslo. Kenyan envoy Mary Mwangi and Somali Foreign Minister Ali Warsame led the two delegations.",
     "?d kg:delegationOf id:Somalia ; kg:ledBy ?p . ?p rdfs:label 'Mary Mwangi'@en"),
    # a state's own council is not that of the United Nations
    ("Ali Warsame, the secretary of Kenya's Security Council, arrived.", "?o kg:officeOf id:UN_Security_Council"),
    # the opposition is not the council before it
    ("The ruling council's delegation is headed by Ali Warsame. Mary Mwangi leads the opposition team.", "?d kg:ledBy ?a, ?b . FILTER(?a != ?b)"),
    # a person's surname is no state
    ("Orban's foreign minister, Peter Balog, arrived.", "id:Orban a kg:State"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pattern"), SAID, ids=[text[:60] for text, _ in SAID])
def test_says(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert read(text).says(pattern)


@pytest.mark.parametrize(("text", "pattern"), NOT_SAID, ids=[text[:60] for text, _ in NOT_SAID])
def test_does_not_say(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert not read(text).says(pattern)


def test_his_country_is_the_one_whose_office_he_holds(read: Callable[[str], Read]) -> None:
    said = read("Turkish Foreign Minister Selim Aydin headed his country's delegation. Peter Munya led that of Kenya.")
    assert said.rows("?d kg:ledBy id:Selim_Aydin ; kg:delegationOf ?party", "?party") == [(ID + "Turkey",)]
    plain = read("Selim Aydin headed his country's delegation. The Turkish foreign minister stayed in Ankara.")
    assert not plain.says("?d kg:ledBy id:Selim_Aydin ; kg:delegationOf id:Turkey")
