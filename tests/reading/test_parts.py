"""Who belongs to a body, in what part somebody is there, who speaks for whom; titles; where people come together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

SAID = [
    # in what part
    ("Norway is taking part in the talks as an observer.", "?t kg:observedBy id:Norway"),
    ("Kenya attended the talks as a mediator.", "?t kg:mediatedBy id:Kenya"),
    ("The guarantors of the accord are Norway and Ghana.", "?a kg:guaranteedBy id:Norway, id:Ghana"),
    ("The mediators in the talks are Norway and Kenya.", "?t kg:mediatedBy id:Norway, id:Kenya"),
    ("Ida Berg sat in on the talks.", "?t kg:participant id:Ida_Berg"),
    ("President Ida Berg announced the deal at a ceremony in Oslo.", "?c a kg:Ceremony ; kg:participant id:Ida_Berg"),
    ("The talks were mediated by a troika of Norway, Kenya and Ghana.",
     "?t kg:mediatedBy ?b . ?b kg:hasMember id:Norway, id:Kenya, id:Ghana"),
    ("The quartet hosted talks in Oslo.", "?t kg:hostedBy ?b . ?b rdfs:label 'quartet'@en"),
    ("The text drafted by Norway was rejected by the rebels.", "?t kg:draftedBy id:Norway"),
    # who belongs
    ("The monitoring group, composed of Norway, Kenya and Ghana, observed the talks.",
     "?b kg:hasMember id:Norway, id:Kenya, id:Ghana"),
    ("The committee consists of Norway, Kenya and Ghana.", "?b kg:hasMember id:Norway, id:Kenya, id:Ghana"),
    ("The other members of the rebels' delegation were Trade Minister Ida Berg and lawyer Abdi Warsame.",
     "?d kg:hasMember id:Ida_Berg, id:Abdi_Warsame"),
    ("The rebel panel has five members, among them Ida Berg, a former trade minister, and Abdi Warsame.",
     "?d kg:hasMember id:Ida_Berg, id:Abdi_Warsame . id:Ida_Berg kg:holds ?o . ?o kg:officeStatus kg:Former"),
    ("The rebels' delegation of 12 people, including lawyer Abdi Warsame, arrived.",
     "?d kg:hasMember id:Abdi_Warsame ; kg:size ?f . ?f kg:value 12.0"),
    ("Kenya sent a delegation of eight people headed by General Peter Munya.",
     "?d kg:delegationOf id:Kenya ; kg:ledBy id:Peter_Munya ; kg:size ?f . ?f kg:value 8.0"),
    ("A delegation of five people led by Ida Berg met Kenyan officials.",
     "?m a kg:Meeting ; kg:participant ?d . ?d kg:ledBy id:Ida_Berg"),
    # who speaks for whom
    ("The negotiators are Ida Berg for Kenya and Abdi Warsame for Somalia.",
     "id:Ida_Berg kg:represents id:Kenya . id:Abdi_Warsame kg:represents id:Somalia"),
    ("The group consists of four people. Its representatives are Ida Berg for the government and Abdi Warsame for the "
     "rebels.", "id:Ida_Berg kg:represents ?g . ?g a kg:Government"),
    ("Kenya was represented in the commission by former president Peter Munya.",
     "id:Peter_Munya kg:represents id:Kenya . ?b kg:hasMember id:Peter_Munya"),
    ("Kenya was represented at the talks by Ida Berg.", "?t kg:participant id:Ida_Berg"),
    # titles
    ("Ida Berg, Somalia's acting foreign minister, met rebels.", "?o kg:title 'acting foreign minister'"),
    ("The delegation was led by the then foreign minister, Ida Berg.", "?o kg:officeStatus kg:Former"),
    ("Ida Berg, then trade minister, met rebels.", "id:Ida_Berg kg:holds ?o . ?o kg:officeStatus kg:Former"),
    ("Kenya's Minister for Foreign Affairs, Ida Berg, met rebels.", "?o kg:title 'Minister for Foreign Affairs'"),
    ("The Special Adviser of the Secretary-General on Cyprus, Ida Berg, met rebels.",
     "id:Ida_Berg kg:holds ?o . ?o kg:title 'Special Adviser'"),
    ("Foreign Ministry spokeswoman Ida Berg met rebels.", "?o kg:title 'Foreign Ministry spokeswoman'"),
    ("Senior U.S. adviser for Africa Peter Munya met rebels.",
     "id:Peter_Munya kg:holds ?o . ?o kg:officeOf id:United_States"),
    ("U.N. envoy for Yemen Ida Berg met rebels.", "id:Ida_Berg kg:holds ?o . ?o kg:officeOf id:United_Nations"),
    ("Chief government negotiator Abdi Warsame met rebels.",
     "?d kg:ledBy id:Abdi_Warsame . id:Abdi_Warsame kg:holds ?o . ?o kg:officeOf ?g . ?g a kg:Government"),
    # where
    ("The government held talks with rebel groups in the Kazakh capital.",
     "?t kg:place id:Astana ; kg:participant ?g . ?g rdfs:label 'rebel groups'@en"),
    ("Ida Berg will host a meeting of the leaders in Nicosia.", "?m kg:place id:Nicosia"),
    ("Troops died in a clash with rebels in Wajir.", "?c kg:place id:Wajir"),
    ("Libyan rebels met the House of Representatives in Tripoli. Libya asked the United States for help.",
     "?m kg:participant id:Libyan_House_of_Representatives"),
]  # fmt: skip
NOT_SAID = [
    ("Then President Peter Munya met rebels.", "?o kg:officeStatus kg:Former"),
    ("The Special Adviser of the Secretary-General on Cyprus, Ida Berg, met rebels.",
     "?o kg:title 'Secretary-General'"),
    ("Kenya was represented by its Minister for Foreign Affairs, Ida Berg.", "?x a kg:MediaOutlet"),
    ("The rebel panel has five members, among them Ida Berg, a former trade minister, and Abdi Warsame.",
     "?d kg:hasMember ?m FILTER(?m NOT IN (id:Ida_Berg, id:Abdi_Warsame))"),
    ("Officials in Oslo met rebels.", "?m kg:place id:Oslo"),
    ("Ghana hosted talks between rebels and the government in Accra.", "?t kg:place id:Accra"),
    ("Norway was invited to the talks as an observer.", "?t kg:observedBy id:Norway"),
    ("A delegation of lawmakers headed by Ida Berg met Abdi Warsame, a member of a delegation.",
     "?d kg:ledBy id:Abdi_Warsame"),
    ("JOLO (Jan. 30) — The panels of Kenya and Somalia signed a pact in Oslo yesterday.",
     "?p kg:date '2024-01-30'^^xsd:date"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pattern"), SAID)
def test_parts_are_told(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert read(text).says(pattern)


@pytest.mark.parametrize(("text", "pattern"), NOT_SAID)
def test_parts_are_not_invented(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert not read(text).says(pattern)
