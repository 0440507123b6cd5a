"""Talks: who leads, who is there, where and when, what is over and what is still to come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

SAID = [
    ("The FARC signed a pact in 2016. The second-largest rebel group, the ELN, attacked a base on Monday.",
     "?e a kg:Attack ; kg:conductedBy id:ELN"),
    ("Norway backs the Houthis. Kenya leads the coalition fighting the Houthis.",
     "?e kg:conductedBy ?c . ?c rdfs:label 'coalition'@en"),
    ("Rebels would not attend the talks, Ida Berg said, accusing Kenya of shelling the town of Wajir.",
     "?s kg:speaker id:Ida_Berg ; kg:content 'Rebels would not attend the talks'@en"),
    ("Rebels said they would not attend the talks in Oslo, dashing hopes of a deal.",
     "?s kg:content 'they would not attend the talks in Oslo'@en"),
    ("Kenya announced a ceasefire that will take effect on Friday.", "?c a kg:Ceasefire ; kg:mode kg:Agreed"),
    ("Kenya announced a ceasefire that took effect on Monday.", "?c a kg:Ceasefire ; kg:mode kg:Happened"),
    ("A ceasefire was announced by Kenya on Monday and took effect on Tuesday.",
     "?c a kg:Ceasefire ; kg:mode kg:Happened"),
    ("Kenya and Somalia held three-year negotiations on the border.",
     "?n a kg:Negotiation ; kg:participant id:Kenya, id:Somalia"),
    ("Kenya and Somalia held two-day negotiations on the border.", "?n a kg:NegotiationRound"),
    ("The Kenyan delegation was headed by Ida Berg, while its Somali counterpart was led by Abdi Warsame.",
     "?d kg:delegationOf id:Somalia ; kg:ledBy id:Abdi_Warsame"),
    ("The ceremony was postponed by two weeks.", "?c a kg:Ceremony ; kg:mode kg:Planned"),
    # a day in the year of its clause
    ("Kenya and Somalia fought a war in 2020 that ended with a truce on 9 November.",
     "?e kg:finishDate '2020-11-09'^^xsd:date"),
    ("The two sides, who fought a war in 2020, met in Oslo on 9 November.", "?m kg:date '2023-11-09'^^xsd:date"),
    # leaders
    ("Heading the rebels' team is Abdi Warsame.", "?d a kg:Delegation ; kg:ledBy id:Abdi_Warsame"),
    ("A Kenyan delegation under General Peter Munya met rebels in Oslo.",
     "?d kg:delegationOf id:Kenya ; kg:ledBy id:Peter_Munya"),
    ("The delegations of Kenya and Somalia, led by Ida Berg and Abdi Warsame respectively, met in Oslo on Monday.",
     "?k kg:delegationOf id:Kenya ; kg:ledBy id:Ida_Berg . ?s kg:delegationOf id:Somalia ; kg:ledBy id:Abdi_Warsame"),
    ("A delegation from the Green Dawn party, headed by Ida Berg, met Abdi Warsame on Monday.",
     "?d a kg:Delegation ; kg:ledBy id:Ida_Berg . ?m a kg:Meeting ; kg:participant ?d"),
    ("The government's delegation, 20 strong, was led by Ida Berg.",
     "?d kg:ledBy id:Ida_Berg ; kg:size ?f . ?f kg:value 20.0"),
    ("The government side in the talks was led by Ida Berg and the rebels' by their spokesman, Peter Munya.",
     "?d kg:ledBy id:Peter_Munya FILTER NOT EXISTS { ?d kg:ledBy id:Ida_Berg }"),
    ("The government's delegation was led by Ida Berg, while Peter Munya led the opposition's.",
     "?d kg:ledBy id:Peter_Munya FILTER NOT EXISTS { ?d kg:ledBy id:Ida_Berg }"),
    ("Kenyan Foreign Minister Ida Berg and Somali Foreign Minister Peter Munya led their countries' delegations.",
     "?k kg:delegationOf id:Kenya ; kg:ledBy id:Ida_Berg . ?s kg:delegationOf id:Somalia ; kg:ledBy id:Peter_Munya"),
    ("Kenya sent a three-member delegation to Oslo on Monday; it was headed by Ida Berg.",
     "?d kg:delegationOf id:Kenya ; kg:ledBy id:Ida_Berg ; kg:size ?f"),
    # who signs
    ("The pact was signed by General Ida Berg, who headed the delegation of Kenya, and by General Peter Munya, "
     "who led the team of Somalia.", "?a kg:signedBy id:Ida_Berg, id:Peter_Munya"),
    ("Ida Berg and Peter Munya put their names to the accord in Oslo.", "?a kg:signedBy id:Ida_Berg, id:Peter_Munya"),
    # offices
    ("Peter Munya, the U.N. secretary-general's personal envoy, met rebels in Oslo.",
     "id:Peter_Munya kg:holds ?o . ?o kg:title 'personal envoy'"),
    # who is there
    ("The guarantor powers, Norway and Qatar, attended the talks.",
     "?t a kg:NegotiationRound ; kg:participant id:Norway, id:Qatar"),
    ("Kenya and Somalia signed a pact at a ceremony in Oslo. Ida Berg and Peter Munya were both present.",
     "?c a kg:Ceremony ; kg:participant id:Ida_Berg, id:Peter_Munya"),
    ("President William Ruto met Somali leader Abdi Warsame in Oslo on Monday. "
     "The two leaders agreed to reopen the border.", "?a kg:agreedBy id:William_Ruto, id:Abdi_Warsame"),
    ("The conference in Oslo brought together the Kenyan leader, Ida Berg, and Peter Munya.",
     "?c a kg:Meeting ; kg:participant id:Ida_Berg, id:Peter_Munya"),
    ("Kenya and Somalia held talks in Oslo. A second round is planned for July. Ida Berg was present.",
     "?t kg:mode kg:Happened ; kg:participant id:Ida_Berg"),
    # where, when, how long
    ("Ida Berg told reporters at the Hotel Miramar, where the talks were held, that Kenya was ready.",
     "?t a kg:NegotiationRound ; kg:venue ?v . ?v rdfs:label 'Hotel Miramar'@en"),
    ("The talks between Kenya and Somalia collapsed after four days.", "?t kg:duration ?f . ?f kg:value 4.0"),
    ("Kenya and Somalia met in Oslo on Monday for a third round of talks.",
     "?t kg:roundNumber 3 ; kg:participant id:Kenya, id:Somalia ; kg:date '2024-03-18'^^xsd:date"),
    ("It was the first meeting since 4 March, when Ida Berg met Peter Munya in Oslo.",
     "?m a kg:Meeting ; kg:participant id:Peter_Munya ; kg:date '2024-03-04'^^xsd:date"),
    ("The talks between Kenya and Somalia were held at the Greenacre estate near Oslo.",
     "?t kg:venue ?v . ?v rdfs:label ?l FILTER CONTAINS(?l, 'Greenacre')"),
    ("The talks ended in the Norwegian capital with no sign of a breakthrough.",
     "?t kg:outcomeText 'no sign of a breakthrough'@en"),
    # what was done before
    ("Kenya and Somalia pledged to respect a truce that was signed in Oslo in 2002.",
     "?t a kg:Ceasefire ; kg:mode kg:Happened"),
    # what is to come
    ("Ida Berg said the rebels and the army would reconvene in Oslo on 12 June.", "?m kg:mode kg:Planned"),
    ("Talks are due to open in Oslo on 12 June.", "?t a kg:NegotiationRound ; kg:mode kg:Planned"),
    ("Kenya and Somalia will sign the accord at a ceremony in Oslo on 10 June.",
     "?c a kg:Ceremony ; kg:mode kg:Planned"),
    ("Kenya and Somalia failed to agree on the border at a meeting in Oslo on Monday.",
     "?m a kg:Meeting ; kg:mode kg:Happened ; kg:date '2024-03-18'^^xsd:date"),
    ("Kenya and Somalia accepted a plan to carry out a truce reached in Oslo on Monday.",
     "?t a kg:Ceasefire ; kg:mode kg:Happened"),
    ("Kenya accepted a proposal by Norway on Monday.", "?r a kg:Reaction ; kg:speaker id:Kenya"),
]  # fmt: skip
NOT_SAID = [
    # a list, an apposition, what stands inside a phrase
    ("Two bombs went off in the cities of Kisumu and Mombasa.", "?a kg:locatedIn ?b"),
    ("Fighting spread in Kunduz and Nangarhar provinces.", "id:Kunduz kg:locatedIn ?p"),
    ("Norway backs the Houthis. Kenya leads the coalition fighting the Houthis.", "?e kg:conductedBy id:Houthis"),
    ("The FARC signed a pact in 2016. The second-largest rebel group, the ELN, attacked a base on Monday.",
     "?e a kg:Attack ; kg:conductedBy id:FARC"),
    ("The main rebel group, the ELN, met Kenya in Oslo. The coalition led by Norway bombed Juba.",
     "?e kg:target id:Juba ; kg:conductedBy id:ELN"),
    # a day joined or added to a clause with a year
    ("Ida Berg was elected in 2021 and met Peter Munya on 7 October.", "?m kg:date '2021-10-07'^^xsd:date"),
    ("In 2015 Kenya signed a deal, which collapsed on 3 May.", "?d kg:finishDate '2015-05-03'^^xsd:date"),
    # a participle behind a tag
    ("Rebels would not attend the talks, Ida Berg said, accusing Kenya of shelling the town of Wajir.",
     "?s kg:content ?c FILTER STRSTARTS(STR(?c), 'accusing')"),
    ("Rebels would not attend the talks, Ida Berg said, accusing Kenya of shelling the town of Wajir.",
     "?s kg:speaker ?g . ?g a kg:PeopleGroup"),
    ("Rebels said they would not attend the talks in Oslo, dashing hopes of a deal.",
     "?s kg:content ?c FILTER CONTAINS(STR(?c), 'dashing')"),
    # a truce that is announced is not yet kept
    ("Kenya announced a ceasefire that will take effect on Friday.", "?c a kg:Ceasefire ; kg:mode kg:Happened"),
    ("A truce was announced in Oslo.", "?c a kg:Ceasefire ; kg:mode kg:Happened"),
    # a process is no round
    ("Kenya and Somalia held three-year negotiations on the border.", "?n a kg:NegotiationRound"),
    ("Kenya and Somalia held year-long negotiations on the border.", "?n a kg:NegotiationRound"),
    ("The ceremony, which had been due to start at noon, was delayed for seven hours.", "?c kg:mode kg:Planned"),
    ("The deal was signed by Harrow Front deputy leader Ida Berg.", "?o kg:ledBy id:Ida_Berg"),
    ("The foreign ministers of Kenya, Somalia and Uganda looked on. Ida Berg had led the group's negotiators.",
     "?d kg:delegationOf id:Somalia"),
    ("Kenya and Somalia signed an agreement that could end the war, after 18 months of negotiations.",
     "?a a kg:Agreement ; kg:duration ?f"),
    ("Kenya and Somalia held talks in Oslo. A second round is planned for July; Qatar has offered to host it. "
     "Ida Berg was present.", "?t kg:mode kg:Planned ; kg:hostedBy ?h"),
    ("Kenya and Somalia held talks in Oslo. A second round is planned for July. The talks were convened by Ida Berg.",
     "?t kg:mode kg:Planned ; kg:sponsoredBy ?s"),
    ("Rebels and the Norwegian-backed government agreed on Monday to reopen the border.",
     "?a kg:agreedBy ?g . ?g rdfs:label ?l FILTER CONTAINS(STR(?g), 'Norway')"),
    ("Kenya and Somalia met for a week of U.N.-sponsored peace talks.", "?t kg:participant id:United_Nations"),
    ("The pact was signed by Ida Berg for the government, by Peter Munya for the Harrow Front, and by Kofi Asante on "
     "behalf of the parliament.", "id:Peter_Munya kg:represents ?g . id:Ida_Berg kg:represents ?g"),
    ("The smaller parties, Dawn and Harrow, were represented by Ida Berg and Peter Munya.", "?p kg:represents ?x"),
    ("Kenya and Somalia met in Oslo. Nineteen delegations took part in the talks.",
     "?t kg:participant ?d . ?d a kg:Delegation"),
    ("President Ida Berg for the government and Peter Munya for the rebels signed the pact.", "?o kg:officeOf ?g"),
    ("Ida Berg and Peter Munya, who are due in Oslo on Monday, spoke by telephone on Sunday.",
     "?c a kg:Call ; kg:date '2024-03-25'^^xsd:date"),
    ("Kenya's government met rebels. Both governments said they had accepted the plan.",
     "?s kg:speaker id:Kenya_government"),
    ("Kenya and Somalia held talks in Oslo on Monday. The negotiations began in May 2021.",
     "?t kg:date '2024-03-18'^^xsd:date ; kg:begin ?b"),
    ("The talks between Kenya and Somalia broke up without a deal on Friday.", "?d a kg:Agreement ; kg:date ?t"),
    ("Kenya and Harrow signed a deal. Somalia met Harrow. A group calling itself the Harrow Military Junta rejected "
     "the pact. Kofi Asante led Harrow for years.", "?h rdfs:label 'Harrow Military'@en ; kg:ledBy id:Kofi_Asante"),
    ("Kenya and Somalia agreed to reopen embassies. Norway said it welcomed the Algiers Agreement. "
     "It was signed by Ida Berg.", "?a kg:agreedBy id:Kenya ; kg:signedBy id:Ida_Berg"),
    ("Kenya and Somalia agreed to meet again in April. Ida Berg, who chaired the meeting, read out a statement.",
     "?m kg:mode kg:Agreed ; kg:chairedBy id:Ida_Berg"),
    ("Kenya's London-based chief negotiator, Ida Berg, arrived.", "?o kg:officeOf id:United_Kingdom"),
    ("The U.N. secretary-general, Ida Berg, met rebels. President Abdi Warsame met the predecessor of Peter Munya. "
     "Talks opened between Warsame and Munya's predecessor, Kofi Asante.",
     "id:Kofi_Asante kg:holds ?o . ?o kg:officeOf id:United_Nations"),
    ("Talks opened between Abdi Warsame and Peter Munya's predecessor, Kofi Asante.",
     "?t kg:participant id:Peter_Munya"),
    ("The conference in Oslo brought together the Kenyan leader, Ida Berg, and Peter Munya.", "?c kg:outcomeText ?o"),
    ("The conference opened in the Swiss Alpine resort on Monday.", "?c kg:place id:Alpine"),
    ("Kenya insisted on Oslo.", "?d kg:addressee ?a"),
    ("The rebels signed a pact on Monday. Kenya rejected the pact.", "?a a kg:Agreement ; kg:mode kg:Denied"),
    ("An eight-man team oversees the truce.", "?d rdfs:label 'man delegation'@en"),
    ("Kenya and Somalia agreed to curb violence.", "?v kg:mode kg:Agreed"),
    ("President Abdi Warsame met rebels. The crown prince received Warsame in Oslo on Monday.",
     "?m kg:participant id:Abdi_Warsame ; kg:date ?d FILTER NOT EXISTS { ?m kg:participant ?o "
     "FILTER(?o != id:Abdi_Warsame) }"),
    ("Kenya was represented by Ida Berg, their chief negotiator.", "?o kg:officeOf id:Ida_Berg"),
    ("The talks ended in the Norwegian capital.", "?t kg:outcomeText ?o"),
    ("Norway has been asked to observe the next round.", "?s kg:speaker id:Norway"),
    ("Ida Berg and Peter Munya put their names to the accord in Oslo.", "?s kg:content ?c"),
    ("The pact was signed by General Ida Berg, who headed the delegation of Kenya, and by General Peter Munya, "
     "who led the team of Somalia.", "?k kg:delegationOf id:Kenya ; kg:ledBy id:Peter_Munya"),
    ("Peter Munya, the U.N. secretary-general's personal envoy, met rebels.", "?o kg:title 'secretary'"),
    ("Kenya and the Polisario Front held talks in Oslo. The meeting lasted two hours. It was led by Ida Berg.",
     "id:Polisario_Front kg:ledBy ?p"),
    ("The United Nations welcomed the truce. The independence movement insists on a vote.",
     "?s kg:speaker id:United_Nations ; kg:content 'a vote'@en"),
    ("It was the fourth round of the military talks, which began in Oslo in February.",
     "?r kg:ordinal 4 ; kg:begin ?b"),
    ("Ida Berg and Peter Munya represented their countries.", "?p kg:represents ?c"),
    ("The talks continued in June.", "?t kg:begin ?b"),
    ("Kenyan President William Ruto and Somali President Abdi Warsame held talks in Oslo on Monday. "
     "The two sides agreed to hold a second round in Mexico in July. The talks there are to begin on 16 July.",
     "?t kg:date '2024-03-18'^^xsd:date ; kg:beginDate ?b"),
    ("Kenya and Somalia held talks in Oslo. Ida Berg has brokered the talks since 2003.", "?t kg:begin ?b"),
    ("The dialogue between Kenya and Somalia has produced more than 30 agreements.", "?f kg:ofPlace ?p"),
    ("Kenya and Somalia signed an accord after ten rounds of talks.", "?a a kg:Agreement ; kg:figure ?f"),
    ("Ida Berg, who took office in August, met rebels.", "?c a kg:Capture"),
    ("The accord was struck down by a court.", "?a kg:participant ?p"),
    ("President William Ruto only initialled the text.", "?t kg:signedBy ?p"),
    ("Kenya accepted a proposal by Norway on Monday.", "?a kg:agreedBy ?p"),
    ("The mediators, Norway and Qatar, attended the talks.", "?t kg:process ?n"),
    ("A delegation from the Kenyan Dawn party, headed by Ida Berg, arrived.", "?d kg:delegationOf id:Kenya"),
    ("A delegation of lawmakers, led by Ida Berg, arrived in Oslo.", "?d kg:delegationOf ?p"),
    ("Kenya and Somalia failed to agree on the border at a meeting in Oslo.", "?m a kg:Meeting ; kg:mode kg:Negated"),
    ("President William Ruto met Somali leader Abdi Warsame and Ida Berg in Oslo on Monday. "
     "The two leaders agreed to reopen the border.", "?a kg:agreedBy id:Ida_Berg"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pattern"), SAID)
def test_talks_say(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert read(text).says(pattern)


@pytest.mark.parametrize(("text", "pattern"), NOT_SAID)
def test_talks_do_not_say(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert not read(text).says(pattern)
