"""Who belongs to a body, in what part somebody is there, who speaks for whom; titles; where people come together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

SAID = [
    ("A third round of direct talks between delegations from Kenya and Somalia was held in Oslo.",
     "?r a kg:NegotiationRound ; kg:participant ?d . ?d kg:delegationOf id:Somalia"),
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
# what took place after all, and when
SAID += [
    ("Kenya and Somalia agreed on a truce on Monday. The truce took effect on Tuesday.",
     "?c a kg:Ceasefire ; kg:mode kg:Happened FILTER NOT EXISTS { ?c kg:mode kg:Agreed }"),
    ("The ceremony was held in Oslo on Monday.",
     "?c a kg:Ceremony ; kg:place id:Oslo ; kg:date '2024-03-18'^^xsd:date"),
    ("The pact was signed on 11 May 2021, and the truce, which took effect on 22 May, was broken.",
     "?c kg:beginDate '2021-05-22'^^xsd:date"),
    ("The pact was signed on 11 May 2021. The two countries suspended the talks on 1 June.",
     "?t kg:finishDate '2021-06-01'^^xsd:date"),
    ("The deal on a truce was signed in Oslo.", "?c a kg:Ceasefire ; kg:mode kg:Agreed"),
    ("Talks on Somalia ended in Geneva on Friday. The first talks were held in Wajir in 2021.",
     "?t kg:place id:Wajir FILTER NOT EXISTS { ?t kg:place id:Geneva }"),
    ("Ida Berg concluded a round of meetings in Oslo. The Conference on Somalia opened in Geneva on 12 January.",
     "?t kg:place id:Geneva FILTER NOT EXISTS { ?t kg:place id:Oslo }"),
    ("Abdi Warsame, deputy head of the government's team, met rebels.",
     "id:Abdi_Warsame kg:holds ?o . ?o kg:title 'deputy head'"),
]  # fmt: skip
# who broke, led, watched
SAID += [
    ("The truce was broken by rebels. Kenya turned down a plan.",
     "?v a kg:Violation ; kg:conductedBy ?r ; kg:object ?t . ?t a kg:Ceasefire . ?a kg:speaker id:Kenya"),
    ("Rebels violated the truce on Monday.", "?v a kg:Violation ; kg:date '2024-03-18'^^xsd:date"),
    ("The talks opened in Oslo on Monday. Ida Berg led the Norwegian mediation.", "?t kg:mediatedBy id:Ida_Berg"),
    ("The talks opened in Oslo in the presence of President Ida Berg.", "?t kg:participant id:Ida_Berg"),
    ("The talks opened in Oslo on Monday. Kenya and the African Union were observers.",
     "?t kg:observedBy id:Kenya, id:African_Union"),
    ("The talks opened in Oslo on Monday. The African Union took part as an observer.",
     "?t kg:observedBy id:African_Union"),
    ("Abdi Warsame, the chief negotiator of the rebels, left.", "?d a kg:Delegation ; kg:ledBy id:Abdi_Warsame"),
    ("Ida Berg, the coordinator of the government's team, left.", "?d a kg:Delegation ; kg:ledBy id:Ida_Berg"),
    ("Ghana, led by President Kofi Mensah, hosted talks.", "?o kg:title 'President' ; kg:officeOf id:Ghana"),
    ("A forum adjourned on Sunday without a deal, acting U.N. envoy Ida Berg said.",
     "?s kg:speaker id:Ida_Berg . id:Ida_Berg kg:holds ?o . ?o kg:title 'acting U.N. envoy'"),
]  # fmt: skip
# panels, joined clauses, titles in capitals
SAID += [
    ("The panel of the government has five members.", "?p a kg:Delegation ; kg:size ?f . ?f kg:value 5.0"),
    ("Other members of the Harrow Front panel are Ida Berg and Kofi Asante.",
     "?d a kg:Delegation ; kg:hasMember id:Ida_Berg, id:Kofi_Asante"),
    ("Peter Munya chairs the panel of the Harrow Front.", "?d a kg:Delegation ; kg:ledBy id:Peter_Munya"),
    ("The African Union panel, headed by Ida Berg, mediated the talks.",
     "?t kg:mediatedBy ?p . ?p kg:ledBy id:Ida_Berg"),
    ("Peter Munya mediated the rounds, in which Ida Berg represented Kenya and Kofi Asante represented Somalia.",
     "id:Ida_Berg kg:represents id:Kenya . id:Kofi_Asante kg:represents id:Somalia"),
    ("Kenya was represented by its Cabinet Secretary for Foreign Affairs, Ida Berg.",
     "?o kg:title 'Cabinet Secretary for Foreign Affairs' ; kg:officeOf id:Kenya"),
]  # fmt: skip
SAID += [
    ("The peace panels of the government and the Harrow Front met in Oslo. The Norwegian government hosted them. "
     "The panel of the government has five members.",
     "?p kg:size ?f ; kg:delegationOf ?g . ?g rdfs:label 'government'@en"),
    ("Ida Berg concluded a round of meetings with the leader of the rebels, Kofi Asante. Greece took part in the "
     "Conference on Cyprus, which opened in Geneva on 12 January.",
     "?c kg:place id:Geneva FILTER NOT EXISTS { ?c a kg:NegotiationRound }"),
    ("The Conference on Cyprus opened in Geneva on 12 January. Greece was represented in the Conference by Ida Berg.",
     "?c kg:place id:Geneva ; kg:participant id:Ida_Berg"),
]  # fmt: skip
NOT_SAID = [
    ("The talks opened in Oslo on Monday. The Catholic Church and a representative of U.N. Secretary-General Ida Berg "
     "are taking part as observers.", "?t kg:observedBy id:Ida_Berg"),
    ("Peter Munya mediated the rounds, in which Ida Berg represented Kenya and Kofi Asante represented Somalia.",
     "id:Ida_Berg kg:represents id:Kofi_Asante"),
    ("The Oslo Agreement was signed on Monday.", "?a kg:agreedBy ?p"),
    ("The African Union panel, headed by Ida Berg, mediated the talks.", "?d kg:delegationOf ?p"),
    ("Peter Munya broke a record. Rebels broke into a shop. The talks broke down.", "?v a kg:Violation"),
    ("Officials were attacked in Juba. Norway and Kenya were observers of the vote.", "?a kg:observedBy ?o"),
    ("The talks were adjourned until Friday.", "?t kg:finish ?f"),
    ("Kenya and Somalia agreed on a truce on Monday. The truce will take effect on Friday.",
     "?c a kg:Ceasefire ; kg:mode kg:Happened"),
    ("The round ended without an agreement on a ceasefire.", "?c a kg:Ceasefire ; kg:mode kg:Happened"),
    ("The pact was signed on 3 May 2019. Rebels attacked Juba on 12 March.", "?a kg:date '2019-03-12'^^xsd:date"),
    ("The pact was signed on 3 May 2019. Rebels attacked Juba on 12 March.", "?a kg:date '2020-03-12'^^xsd:date"),
    ("Ida Berg concluded a round of talks in Oslo.", "?t kg:signedBy ?p"),
    ("Peter Munya said the next round of talks would be held in May and that it would prepare a summit between Ida "
     "Berg and Abdi Warsame.", "?t a kg:NegotiationRound ; kg:participant ?p"),
    ("Rebels held a round in Manama, in which Ida Berg represented the army.", "?t kg:significance ?s"),
    ("The Kenyan army, whose chief is General Peter Munya, left.", "?o kg:title ?t FILTER CONTAINS(?t, ',')"),
    ("Abdi Warsame, deputy head of the government's team, met rebels.", "?o kg:title 'deputy'"),
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
