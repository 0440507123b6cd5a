"""Events: when they were, whether they were, who says so, and which of them a phrase means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

SAID = [
    # put off and called off
    ("Talks between Kenya and Somalia were postponed to 8 April.",
     "?t kg:mode kg:Planned ; kg:beginDate '2024-04-08'^^xsd:date"),
    ("The summit of Kenya and Somalia has been put off until 5 May.", "?t kg:beginDate '2024-05-05'^^xsd:date"),
    ("Talks between Kenya and Somalia were to open in Oslo on 3 March but were called off.",
     "?t a kg:NegotiationRound ; kg:mode kg:Negated ; kg:beginDate '2024-03-03'^^xsd:date"),
    ("Kenya rejected the release of 300 rebel prisoners.", "?r a kg:Release ; kg:mode kg:Hypothetical"),
    ("Kenya rejected a ceasefire on Monday.", "?c a kg:Ceasefire ; kg:mode kg:Hypothetical"),
    ("Kenya and Somalia signed a ceasefire in May. The rebels rejected the ceasefire.",
     "?c a kg:Ceasefire ; kg:signedBy id:Kenya ; kg:mode kg:Happened"),
    ("Kenya withdrew on Saturday from a fifth round of talks with the rebels, hours before it was to begin in Oslo.",
     "?r kg:ordinal 5 ; kg:mode kg:Planned ; kg:place id:Oslo"),
    # order words alone
    ("The first round was held in Oslo in August, and the second in Rome from October 6 to 9.",
     "?a kg:ordinal 1 ; kg:place id:Oslo . ?b kg:ordinal 2 ; kg:time/kg:latest '2023-10-09'^^xsd:date"),
    ("The second round was held in Oslo in August. A third followed in Rome in January.",
     "?r kg:ordinal 3 ; kg:place id:Rome ; kg:time/kg:earliest '2024-01-01'^^xsd:date"),
    ("It was the fourth round of the talks. The first, held in February, broke up without result.",
     "?r kg:ordinal 1 ; kg:outcomeText 'without result'@en"),
    # delegations that a pronoun stands for
    ("Ida Berg led the Kenyan team, and Abdi Warsame that of the rebels.",
     "?d a kg:Delegation ; kg:ledBy id:Abdi_Warsame"),
    ("Ida Berg led the Kenyan team; Abdi Warsame headed that of Uganda.",
     "?d kg:delegationOf id:Uganda ; kg:ledBy id:Abdi_Warsame"),
    # dates
    ("On Friday a Kenyan jet bombed positions near Kismayo, the army said; rockets had hit Garissa the day before.",
     "?e kg:date '2024-03-15'^^xsd:date ; kg:conductedBy|kg:instrument ?x . FILTER NOT EXISTS { ?e kg:speaker ?y }"),
    ("LODWAR, Kenya, March 19 (Lake Review) — Kenya and Somalia agreed on Monday to meet.",
     "?a kg:agreedBy id:Kenya ; kg:date '2024-03-18'^^xsd:date"),
    ("The war began in October 2001, a month after the September 11 attacks.",
     "?w a kg:War ; kg:begin/kg:earliest '2001-10-01'^^xsd:date"),
    ("In 2020 war broke out. On November 9 a truce ended the fighting.", "?t kg:finishDate '2020-11-09'^^xsd:date"),
    ("In 2013 Kenya and Chad signed a pact. They met on April 19 of that year.", "?m kg:date '2013-04-19'^^xsd:date"),
    ("The meeting was the first since 2016. That year, talks in Oslo collapsed.",
     "?t kg:place id:Oslo ; kg:finish/kg:latest '2016-12-31'^^xsd:date"),
    ("Kenya and Chad signed a pact on Sunday. The following day Kenya attacked Wajir.",
     "?e a kg:Attack ; kg:date '2024-03-18'^^xsd:date"),
    ("In November Kenya agreed to meet the rebels.", "?a kg:time/kg:earliest '2023-11-01'^^xsd:date"),
    ("A meeting of Kenya and Chad, scheduled for October 18 in Oslo, was cancelled.",
     "?m kg:date '2023-10-18'^^xsd:date ; kg:mode kg:Negated"),
    # who holds what
    ("A plan by the then UN chief, Ida Berg, failed.", "id:Ida_Berg kg:holds/kg:officeStatus kg:Former"),
    ("Peter Munya signed for Kenya and Abdi Warsame, the rebels' executive secretary, for the M23.",
     "id:Abdi_Warsame kg:represents id:M23 FILTER NOT EXISTS { id:Peter_Munya kg:represents id:M23 }"),
    ("In 2013 Kenyan Prime Minister Ida Berg signed a pact.", "id:Ida_Berg kg:holds/kg:asOf '2013-12-31'^^xsd:date"),
    ("William Ruto, who took office in 2022, is Kenya's president.",
     "id:William_Ruto kg:holds/kg:officeStatus kg:Current"),
    ("Three days later President Ida Berg suspended the talks.", "id:Ida_Berg kg:holds/kg:title 'President'"),
    ("Kenyan defence ministry spokeswoman Ida Berg spoke on Monday.",
     "id:Ida_Berg kg:holds/kg:title 'defence ministry spokeswoman'"),
    # who says it
    ("The group's leader, Abdi Warsame, announced a truce, which army spokesman Peter Munya dismissed as a farce.",
     "GRAPH ?g { ?r a kg:Reaction ; kg:speaker id:Peter_Munya } ?g a kg:Narration"),
    ("Kenya's army accused Somalia of shelling Garissa, a charge that Mogadishu denied.",
     "GRAPH ?g { ?s kg:speaker id:Somalia ; kg:stance kg:Denied } ?g a kg:Narration"),
    ('"They know what to do," the government\'s chief negotiator for those talks, Ida Berg, said.',
     "?s kg:speaker id:Ida_Berg ; kg:content 'They know what to do'@en"),
    ("Chad rejected a report by the UN that its troops had shelled Adre.",
     "?s kg:speaker id:Chad ; kg:stance kg:Denied"),
    ("Uganda dismissed reports of an attack on Gulu.", "?e a kg:Attack ; kg:mode kg:Denied"),
    ("Peter Munya said that Ida Berg had assured him that talks would resume in June.",
     "?c kg:claimedBy id:Ida_Berg ; kg:reportedBy id:Peter_Munya . GRAPH ?c { ?t kg:mode kg:Planned }"),
    ("The UN said that 30 people had been killed by the Houthis in Taiz. The group rejected the report.",
     "?s kg:speaker id:Houthis ; kg:stance kg:Denied"),
    ("In 2015 Kenyan aircraft bombed Wajir. In June 2018 Kenya launched an assault on Gulu, called Operation Lion; "
     "the operation ended on July 1.", "?e kg:target id:Gulu ; kg:finishDate '2018-07-01'^^xsd:date"),
    ("Kenya and Chad met in Oslo in February. The summit, planned for February 25 in Rome, was cancelled.",
     "?m kg:place id:Rome ; kg:mode kg:Negated"),
    # bodies
    ("The war began in 2015, when a coalition led by Kenya intervened. The Houthis fired rockets at Jeddah. "
     "In June 2018 the coalition launched an assault on Hodeidah.",
     "?a kg:target id:Hodeidah ; kg:conductedBy ?c . ?c a kg:ArmedGroup FILTER(?c != id:Houthis)"),
]  # fmt: skip

NOT_SAID = [
    ("Talks between Kenya and Somalia in Oslo were postponed on Monday.", "?t kg:begin ?b"),
    ("In September 2019 Kenya called off a meeting with the rebels in Oslo.", "?t kg:begin|kg:time ?b"),
    ("Kenya and Somalia held talks. A third of the rebels came.", "?r kg:ordinal 3"),
    ("The second round failed. The first to arrive was Ida Berg.", "?r kg:ordinal 1"),
    ("Ida Berg led the Kenyan team. Abdi Warsame said that of the rebels he knew none.", "?d kg:ledBy id:Abdi_Warsame"),
    ("The troops left two days after the 5 May summit in Oslo.", "?t kg:text ?x FILTER(STRSTARTS(?x, 'two days'))"),
    ("Since the September 11 attacks Kenya has fought the rebels.", "?e a kg:Attack"),
    ("The party's founder, Abdi Warsame, spoke on Sunday. Peter Munya, who heads the rebels' panel, called it a trick; "
     "his counterpart on the other side, Ida Berg, left.", "id:Ida_Berg kg:holds ?o"),
    ("In 2020 war broke out. The sides will meet in Oslo on November 9.",
     "?m kg:time/kg:earliest '2020-11-09'^^xsd:date"),
    ("In 2020 war broke out. Kenya and Chad met in Oslo on Monday. They met in Rome on May 3.",
     "?m kg:date '2020-05-03'^^xsd:date"),
    ("In 2013 Kenyan Prime Minister Ida Berg signed a pact.", "id:Ida_Berg kg:holds/kg:officeStatus ?s"),
    ("At the time Peter Munya was Kenya's prime minister.", "id:Peter_Munya kg:holds/kg:officeStatus ?s"),
    ("Former president Abdi Warsame spoke. His successor rejected the charge. \"We won,\" he said.",
     "?s kg:speaker id:Abdi_Warsame ; kg:quotation 'We won'@en"),
    ("Ida Berg led the campaign against the accord.", "?e a kg:Offensive"),
    ("Three rounds of talks between Kenya and Chad were held. The two sides are to begin talks on a pact in May. "
     "The second, planned for June, was postponed.", "?t kg:ordinal 2 ; kg:begin/kg:earliest '2024-05-01'^^xsd:date"),
    ("A summit of Kenya and Chad planned for August 5 was announced on Monday.", "?m kg:date '2023-08-05'^^xsd:date"),
    ("It fell apart in July 2022, when fighting broke out. A second round, held in February, failed.",
     "?r kg:ordinal 2 ; kg:time/kg:earliest '2023-02-01'^^xsd:date"),
    ("Kenya and Chad signed a deal. Norway said it could not be guarantor of the deal.",
     "?d kg:guaranteedBy id:Norway"),
    ("Rebels met Donald Trump at the White House. Ida Berg, the government's spokeswoman, left.",
     "id:Ida_Berg kg:holds/kg:officeOf id:White_House"),
    ("The Army of Zion shelled Wajir. The army shelled Garissa.",
     "?a kg:target id:Garissa ; kg:conductedBy id:Army_of_Zion"),
    ("Kampala blamed Nairobi, and Nairobi denied that its planes had carried out the strike.",
     "?e a kg:Attack ; kg:conductedBy id:Uganda"),
    ("Kenya and the Houthis signed a deal. Talks between the Afghan sides were to open in Oslo on 10 April.",
     "?t kg:place id:Oslo ; kg:participant id:Kenya"),
    ("Rebels attacked Garissa on March 7. Chad denied that it had ordered the March 7 attack.",
     "?c kg:claimedBy id:Chad . GRAPH ?c { ?e kg:date ?d }"),
    ("In 2020 war broke out. On March 9 the sides met in Oslo.", "?m kg:date '2020-03-09'^^xsd:date"),
    ("Kenya and Chad signed a declaration. They are to begin talks on a full agreement by May 8 and to conclude it by "
     "May 18.", "?a a kg:Agreement ; kg:mode kg:Happened ; kg:time/kg:latest '2024-05-18'^^xsd:date"),
    ("In 2015 the leaders signed a pact. On March 17 Ida Berg met Omar Diallo in Juba.", "?m kg:date ?d"),
    ("A plan by the then UN chief, Ida Berg, failed.", "id:United_Nations kg:ledBy ?p"),
    ("The army is fighting rebels in Gulu. The insurgency, which began in the late 1960s, goes on.",
     "?e kg:place id:Gulu ; kg:begin ?b"),
    ("In May a soldier died in a skirmish in Wajir. In 1962 a court gave the temple to Kenya, and fighting "
     "erupted there between 2008 and 2011.", "?e kg:place id:Wajir ; kg:begin ?b"),
    ("The former Serbian province declared independence in 2008.", "?p kg:locatedIn id:Serbia"),
    ("Kenya and Chad met in Oslo before sitting down with Peter Munya.", "?m kg:outcome ?o"),
    ("Peter Munya denied that he had fled: the general, he said, was in Nairobi.",
     "?s kg:stance kg:Denied ; kg:content ?c FILTER(CONTAINS(?c, 'Nairobi'))"),
    ("The group's leader, Abdi Warsame, announced a truce, which Peter Munya dismissed as a \"farce\".",
     "?s kg:speaker id:Abdi_Warsame ; kg:quotation 'farce'@en"),
    ("Chad rejected a report by the UN that its troops had shelled Adre.",
     "?s kg:speaker id:United_Nations ; kg:stance kg:Denied"),
    ("Kenya accepted the truce before it was to expire.", "?a kg:content 'it was to expire'@en"),
    ("Kenya and Somalia signed a pact. The Senate debates the pact on Tuesday and the lower house a day later.",
     "?a kg:content ?c"),
    ("The war widened in 2015, when a coalition led by Kenya intervened.", "?w a kg:War ; kg:chairedBy ?c"),
    ("The Houthis fired rockets at Jeddah. The coalition shelled Hodeidah.",
     "?e kg:target id:Hodeidah ; kg:conductedBy id:Houthis"),
    ("The Kenyan army shelled Kismayo. Somalia's army shelled Garissa. Many fled. Few returned. "
     "Ida Berg, an army spokeswoman, spoke.", "id:Ida_Berg kg:holds/kg:officeOf ?o"),
    ("Abdi Warsame, the foreign minister, led the government's team in Juba. The talks lasted two days. "
     "Kenya sent observers. The Kenyan foreign minister said the talks had failed.",
     "?s kg:speaker id:Abdi_Warsame"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pattern"), SAID)
def test_events_say(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert read(text).says(pattern)


@pytest.mark.parametrize(("text", "pattern"), NOT_SAID)
def test_events_do_not_say(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert not read(text).says(pattern)
