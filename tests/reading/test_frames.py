"""One fact in many wordings, about invented people: what each sentence must give, and what it must not."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

LEADS = "?d a kg:Delegation ; kg:ledBy ?p ; kg:delegationOf id:Kenya . ?p rdfs:label 'Joseph Mwangi'@en"

SAID = [
    # leaders, members and sizes of delegations
    ("The Kenyan delegation was led by Joseph Mwangi.", LEADS),
    ("Joseph Mwangi led the Kenyan delegation.", LEADS),
    ("Kenya's delegation is headed by Foreign Minister Joseph Mwangi.", LEADS),
    ("A delegation led by Joseph Mwangi represented Kenya. The Kenyan delegation is led by Joseph Mwangi.", LEADS),
    ("Joseph Mwangi, who heads the Kenyan team, arrived on Monday.", LEADS),
    ("Joseph Mwangi, the head of the Kenyan delegation, said the talks were useful.", LEADS),
    ("The head of the Kenyan delegation, Joseph Mwangi, said the talks were useful.", LEADS),
    ("Kenya's chief negotiator, Joseph Mwangi, said the talks were useful.", LEADS),
    ("A twelve-member Kenyan delegation flew to Oslo.", "?d kg:delegationOf id:Kenya ; kg:size ?s . ?s kg:value 12.0"),
    ("The Kenyan delegation has five members.", "?d kg:delegationOf id:Kenya ; kg:size ?s . ?s kg:value 5.0"),
    ("Joseph Mwangi represented Kenya at the talks.", "?p kg:represents id:Kenya"),
    ("Joseph Mwangi signed for Kenya.", "?p kg:represents id:Kenya"),
    # mediators, hosts, sponsors, observers
    ("The talks were mediated by Norway.", "?e a kg:NegotiationRound ; kg:mediatedBy id:Norway"),
    ("Norway mediated the talks between Kenya and Somalia.", "?e kg:mediatedBy id:Norway ; kg:participant id:Kenya, id:Somalia"),
    ("Norway brokered a ceasefire.", "?e a kg:Ceasefire ; kg:brokeredBy id:Norway"),
    ("The Norwegian-brokered truce held.", "?e a kg:Ceasefire ; kg:brokeredBy id:Norway"),
    ("Oslo hosted the talks between Kenya and Somalia.", "?e kg:hostedBy ?h . FILTER(?h IN (id:Oslo, id:Norway))"),
    ("The negotiations are sponsored by Qatar and the United States.", "?e kg:sponsoredBy id:Qatar, id:United_States"),
    ("The meeting was chaired by Norwegian diplomat Kari Hansen.", "?e kg:chairedBy ?p . ?p rdfs:label 'Kari Hansen'@en"),
    ("The talks were facilitated by envoy Kari Hansen and former President Lars Berg.",
     "?e kg:facilitatedBy ?a, ?b . ?a rdfs:label 'Kari Hansen'@en . ?b rdfs:label 'Lars Berg'@en"),
    # talks that open, last and end
    ("Talks between Kenya and Somalia opened in Oslo on Monday.", "?e kg:place id:Oslo ; kg:beginDate '2024-03-18'^^xsd:date"),
    ("The talks lasted three hours.", "?e kg:duration ?d . ?d kg:value 3.0 ; kg:unit 'hour'"),
    ("The meeting ended without an agreement.", "?e kg:outcomeText ?t . FILTER(CONTAINS(?t, 'without an agreement'))"),
    ("Kenya and Somalia agreed on a ceasefire.", "?e kg:agreedBy id:Kenya, id:Somalia ; kg:agreedOn ?c . ?c a kg:Ceasefire ; kg:mode kg:Agreed"),
    ("Kenya and Somalia signed a peace agreement in Oslo on Tuesday.",
     "?e a kg:Agreement ; kg:signedBy id:Kenya, id:Somalia ; kg:date '2024-03-19'^^xsd:date"),
    ("Somalia promised to release 40 prisoners.", "?r a kg:Release ; kg:mode kg:Planned"),
    ("The ceasefire will take effect on 25 March.", "?c a kg:Ceasefire ; kg:beginDate '2024-03-25'^^xsd:date"),
    ("The next round will be held in Oslo on 14 August.", "?e a kg:NegotiationRound ; kg:place id:Oslo ; kg:date '2024-08-14'^^xsd:date ; kg:mode kg:Planned"),
    ("The contact group, chaired by envoy Kari Hansen, met in Oslo.", "?g kg:ledBy ?p . ?p rdfs:label 'Kari Hansen'@en"),
    ("Joseph Mwangi signed on behalf of Kenya.", "?p kg:represents id:Kenya"),
    ("Joseph Mwangi signed for Kenya and Amina Yusuf on behalf of Somalia.",
     "?a kg:represents id:Kenya . ?b kg:represents id:Somalia . ?b rdfs:label 'Amina Yusuf'@en"),
    ("Kenya and Somalia held high-level talks in Oslo on Tuesday.",
     "?e a kg:NegotiationRound ; kg:place id:Oslo ; kg:date '2024-03-19'^^xsd:date ; kg:participant id:Kenya, id:Somalia"),
    ("Kenya and Somalia agreed on a ceasefire after four days of fighting.", "?b a kg:Battle ; kg:duration ?d . ?d kg:value 4.0"),
    ("Kenya and Somalia agreed on a truce of six months.", "?c a kg:Ceasefire ; kg:duration ?d . ?d kg:value 6.0 ; kg:unit 'month'"),
    ("Norway brokered a four-day truce in Oslo.", "?c a kg:Ceasefire ; kg:place id:Oslo ; kg:duration ?d . ?d kg:value 4.0"),
    ("Norway and Qatar are guarantors of the peace process.", "?e kg:guaranteedBy id:Norway, id:Qatar"),
    ("Oslo will host the talks between Kenya and Somalia.", "?e kg:hostedBy ?h ; kg:mode kg:Planned"),
    ("A conference planned for 14 April in Oslo will discuss aid.", "?e a kg:Meeting ; kg:place id:Oslo ; kg:date '2024-04-14'^^xsd:date"),
    ("A peace agreement is to be signed in Oslo.", "?e a kg:Agreement ; kg:mode kg:Planned"),
    ("The ceremony was witnessed by envoy Kari Hansen.", "?e a kg:Ceremony ; kg:observedBy ?p"),
    # exchanges and releases
    ("Kenya and Somalia exchanged 24 prisoners on Monday.", "?e a kg:PrisonerExchange ; kg:figure ?f . ?f kg:value 24.0 ; kg:measure kg:Exchanged"),
    ("Somalia released the journalist Amina Yusuf.", "?e a kg:Release ; kg:conductedBy id:Somalia ; kg:released ?p . ?p rdfs:label 'Amina Yusuf'@en"),
    ("The rebels handed over 840 weapons.", "?e a kg:Transfer ; kg:figure ?f . ?f kg:value 840.0 ; kg:measure kg:Transferred"),
    ("Rebels took 12 people hostage in Mombasa.", "?f kg:measure kg:Captured ; kg:value 12.0"),
    # attacks
    ("Somalia launched a counter-attack, named “Red Dawn”, on Monday.", "?e kg:codename 'Red Dawn' ; kg:conductedBy id:Somalia"),
    ("Somalia launched a broad offensive, codenamed Operation 27, in May.", "?e a kg:Operation ; kg:codename 'Operation 27'"),
    ("Somalia launched a coordinated offensive, codenamed Operation 27, in May.", "?e a kg:Offensive ; kg:codename 'Operation 27'"),
    ("A Norwegian-brokered truce came into force in May.", "?e a kg:Ceasefire ; kg:brokeredBy id:Norway"),
    ("Rebels freed 12 hostages on Monday, the largest release since an exchange of 40 prisoners in May 2020.",
     "?e a kg:PrisonerExchange ; kg:time ?t . ?t kg:precision kg:Month"),
    ("Kenya and Somalia exchanged 40 prisoners in a swap mediated by Norway.",
     "?e a kg:PrisonerExchange ; kg:mediatedBy id:Norway ; kg:participant id:Kenya, id:Somalia"),
    ("Norway and Qatar acted as guarantors of the talks.", "?e kg:guaranteedBy id:Norway, id:Qatar"),
    ("Norway will deliver 12 howitzers to Kenya.", "?e a kg:Aid ; kg:recipient id:Kenya ; kg:mode kg:Planned"),
    ("Kenya and Somalia agreed to hold a second round of talks in Oslo on 8 May.",
     "?e a kg:NegotiationRound ; kg:ordinal 2 ; kg:date '2024-05-08'^^xsd:date"),
    ("The two presidents, Joseph Mwangi and Amina Yusuf, met in Oslo.",
     "?e a kg:Meeting ; kg:participant ?a, ?b . ?a rdfs:label 'Joseph Mwangi'@en . ?b rdfs:label 'Amina Yusuf'@en"),
    ("Rebels killed 11 villagers near Garissa.", "?f kg:measure kg:Killed ; kg:value 11.0 ; kg:bySide ?g . FILTER NOT EXISTS { ?f kg:ofSide ?g }"),
    ("Norway imposed sanctions on Somalia on Tuesday.", "?e a kg:Sanctions ; kg:conductedBy id:Norway ; kg:target id:Somalia"),
    ("Somalia launched a missile attack on Mombasa.", "?e a kg:MissileAttack ; kg:conductedBy id:Somalia ; kg:target id:Mombasa"),
    ("Somali forces shelled Mombasa on Monday.", "?e a kg:Shelling ; kg:target id:Mombasa ; kg:date '2024-03-18'^^xsd:date"),
    ("Kenya shot down 12 Somali drones.", "?f kg:measure kg:ShotDown ; kg:value 12.0 ; kg:ofSide id:Somalia"),
    ("Somalia fired 30 rockets at Mombasa.", "?e a kg:Launch ; kg:target id:Mombasa ; kg:figure ?f . ?f kg:value 30.0"),
    ("Rebels captured the town of Garissa.", "?e a kg:Capture ; kg:target id:Garissa"),
    # casualties
    ("At least 40 people were killed in Mombasa.", "?f kg:measure kg:Killed ; kg:value 40.0 ; kg:comparator kg:AtLeast ; kg:ofPlace id:Mombasa"),
    ("The strike killed 12 civilians and wounded 30.", "?f kg:measure kg:Killed ; kg:value 12.0 . ?g kg:measure kg:Injured ; kg:value 30.0"),
    ("Nine soldiers died and 20 were injured.", "?f kg:measure kg:Killed ; kg:value 9.0 . ?g kg:measure kg:Injured ; kg:value 20.0"),
    ("Between 300 and 500 people have died.", "?f kg:measure kg:Killed ; kg:minimum 300.0 ; kg:maximum 500.0"),
    ("More than 70,000 people have been displaced.", "?f kg:measure kg:Displaced ; kg:minimum 70000.0"),
    ("The fighting left 15 people dead.", "?f kg:measure kg:Killed ; kg:value 15.0"),
    ("Kenya lost 17 soldiers.", "?f kg:measure kg:Killed ; kg:value 17.0 ; kg:ofSide id:Kenya"),
    # offices
    ("Kenyan President Joseph Mwangi arrived.", "?p kg:holds ?o . ?o kg:title 'President' ; kg:officeOf id:Kenya"),
    ("Joseph Mwangi, the president of Kenya, arrived.", "?p kg:holds ?o . ?o kg:title 'president' ; kg:officeOf id:Kenya"),
    ("Former Kenyan President Joseph Mwangi arrived.", "?p kg:holds ?o . ?o kg:officeStatus kg:Former ; kg:officeOf id:Kenya"),
    ("U.N. envoy Kari Hansen spoke.", "?p kg:holds ?o . ?o kg:title 'envoy' ; kg:officeOf id:United_Nations"),
    # speech
    ('"This is a beginning," said Kari Hansen.', "?s kg:quotation 'This is a beginning'@en ; kg:speaker ?p . ?p rdfs:label 'Kari Hansen'@en"),
    ("Kari Hansen called the deal \"a breakthrough\".", "?s kg:describedAs 'a breakthrough'@en ; kg:speaker ?p"),
    ("Kari Hansen called for an immediate ceasefire.", "?s a kg:Demand ; kg:speaker ?p . ?c a kg:Ceasefire ; kg:mode kg:Demanded"),
    ("Somalia denied that it attacked Mombasa.", "?e a kg:Attack ; kg:mode kg:Denied"),
]  # fmt: skip

CLAIMED = [
    ("Kenya said Somalia attacked Mombasa.", "id:Kenya", "?e a kg:Attack ; kg:conductedBy id:Somalia"),
    (
        "According to the Red Cross, 40 people were killed.",
        "id:International_Committee_of_the_Red_Cross",
        "?f kg:value 40.0",
    ),
    (
        "Forty people were killed, the Red Cross said.",
        "id:International_Committee_of_the_Red_Cross",
        "?f kg:value 40.0",
    ),
    (
        "Forty people were killed, according to the Red Cross.",
        "id:International_Committee_of_the_Red_Cross",
        "?f kg:value 40.0",
    ),
    ("The Kenyan army claimed it had shot down 12 drones.", "?who", "?f kg:value 12.0"),
    ("The United Nations estimates that 5,000 people have been displaced.", "id:United_Nations", "?f kg:value 5000.0"),
]

NOT_SAID = [
    ("Joseph Mwangi, deputy head of the Kenyan delegation, arrived.", "?d kg:ledBy ?p"),
    ("Joseph Mwangi will not lead the Kenyan delegation.", "?d kg:ledBy ?p"),
    ("Joseph Mwangi may lead the Kenyan delegation.", "?d kg:ledBy ?p"),
    ("Kenya and Somalia failed to agree on a ceasefire.", "?e kg:mode kg:Happened ; kg:agreedOn ?c"),
    ("If Somalia attacks Mombasa, Kenya will respond.", "?e a kg:Attack ; kg:mode kg:Happened"),
    ("Kenya plans to exchange 24 prisoners.", "?e a kg:PrisonerExchange ; kg:mode kg:Happened"),
    ("Nairobi, Mogadishu, Oslo and Doha welcomed the deal.", "?a kg:locatedIn ?b"),
    ("Kenya, Somalia, Norway and Qatar met in Oslo.", "id:Kenya kg:locatedIn ?b"),
    (
        "The first round was held in Oslo in March. The next round will be held in Doha in May.",
        "?r kg:place id:Oslo, id:Doha",
    ),
    ("Kenya agreed to send athletes to the Winter Olympics.", "?a kg:agreedOn ?e"),
    ("Kenya will send athletes to the Winter Olympics.", "?e a kg:Operation"),
    (
        "Kenya agreed to pull back, in the biggest step since talks began in May.",
        "?e a kg:NegotiationRound ; kg:mode kg:Agreed",
    ),
    ("Kenya urged both parties to show restraint.", "?s a kg:Statement ; kg:content 'restraint'@en"),
    ("The two sides exchanged 34 prisoners.", "?f kg:measure kg:Exchanged ; kg:value 2.0"),
    ("Kenya signed a deal on the 2026 vote.", "?e a kg:Agreement ; kg:time ?t"),
    ("The next meeting has been postponed until November.", "?e a kg:Meeting ; kg:finish ?t"),
    (
        "Somalia freed two Kenyans. Norway welcomed the release of 90 captives.",
        "?e kg:released ?a, ?b . FILTER(?a != ?b)",
    ),
    (
        "Talks were held in Doha. Kari Hansen, who hosted a summit in Oslo in January, spoke.",
        "?e kg:place id:Doha, id:Oslo",
    ),
    ("Kenya and Somalia hope to conclude a final agreement within a year.", "?e a kg:Agreement ; kg:mode kg:Happened"),
    (
        "Somalia attacked Mombasa. Rebels attacked Garissa. Oslo was calm. Doha was calm. Norway condemned the attack.",
        "?r a kg:Reaction ; kg:topic ?a . ?a kg:target ?t",
    ),
    (
        "Kenya and Somalia agreed to end the row. It began when Kenya signed a port deal. It was calm. Oslo was calm. Norway welcomed the agreement.",
        "?r kg:topic ?a . ?a kg:signedBy id:Kenya",
    ),
    ("He said the talks had failed.", "?f a kg:Statement ; kg:speaker ?who"),
]


@pytest.mark.parametrize(("text", "pattern"), SAID, ids=[text[:70] for text, _ in SAID])
def test_says(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert read(text).says(pattern)


@pytest.mark.parametrize(("text", "who", "triple"), CLAIMED, ids=[text[:70] for text, *_ in CLAIMED])
def test_claims(read: Callable[[str], Read], text: str, who: str, triple: str) -> None:
    assert read(text).claims(who, triple)


@pytest.mark.parametrize(("text", "pattern"), NOT_SAID, ids=[text[:70] for text, _ in NOT_SAID])
def test_does_not_say(read: Callable[[str], Read], text: str, pattern: str) -> None:
    assert not read(text).says(pattern)
