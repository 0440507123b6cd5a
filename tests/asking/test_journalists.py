"""Questions as journalists put them, to an invented article on a mediation and a war."""

from __future__ import annotations

from functools import cache

import pytest

from kgtool.asking import Asker
from tests.asking.world import ONTOLOGY, invented_store

TEXT = """Westria mediated talks between Norland and Sudria. Ingrid Falk, the chief mediator of the Concord, presided. \
Guarantors of the talks are Ostmark and the Concord. The border commission met in Belmora. Karl Olsen represented \
Norland. Army spokesman Odo Brandt said that 40 soldiers have been killed since Thursday. Four soldiers were killed on \
Saturday. The war has killed 9,000 people. Mira Salo claimed that Norland had broken the truce. Odo Brandt denied it. \
Norlandic foreign ministers are due to meet in Norhaven on Friday. An exchange of prisoners took place in 2028. The \
presidents of Ostmark and Westria hosted a ceremony. Norland lost 25 soldiers. Sudria lost 30 soldiers. \
Ostmark accused Westria of attacking the militia, a charge that Westria denied. Last year 300 drones were launched. \
A pact was signed in Norhaven by Karl Olsen and Lia Brun, Sudria's envoy. \
Some 500 people have fled since the siege began. Norland released Pia Lund. \
Mira Salo refused to sign the ceasefire. \
Westria began Operation Reed."""

CLAIMS = [
    ("", "Westria mediated talks between Norland and Sudria", """
        :event1 a kg:NegotiationRound ; rdfs:label "talks" ; kg:mode kg:Happened ; kg:mediatedBy id:Westria ;
            kg:participant id:Norland, id:Sudria ."""),
    ("", "Ingrid Falk, the chief mediator of the Concord", """
        id:Falk a kg:Person ; rdfs:label "Ingrid Falk" ; kg:holds :office1 .
        :office1 a kg:Office ; kg:title "chief mediator" ; kg:officeOf id:Concord ; kg:officeStatus kg:Current .
        id:Concord a kg:InternationalOrganization ; rdfs:label "Concord" ."""),
    ("", "Guarantors of the talks are Ostmark and the Concord", """
        :event1 kg:guaranteedBy id:Ostmark, id:Concord ."""),
    ("", "The border commission met in Belmora", """
        id:Commission a kg:InternationalOrganization ; rdfs:label "border commission" .
        :event2 a kg:Meeting ; kg:mode kg:Happened ; kg:participant id:Commission ; kg:place id:Belmora ."""),
    ("", "Karl Olsen represented Norland", """
        id:Olsen a kg:Person ; rdfs:label "Karl Olsen" ; kg:represents id:Norland ."""),
    ("", "Army spokesman Odo Brandt said", """
        id:Brandt a kg:Person ; rdfs:label "Odo Brandt" ; kg:holds :office2 .
        :office2 a kg:Office ; kg:title "Army spokesman" ; kg:officeOf id:Army ; kg:officeStatus kg:Current .
        id:Army a kg:ArmedForce ; rdfs:label "army" .
        :statement1 a kg:Statement ; kg:speaker id:Brandt ; kg:stance kg:Said ;
            kg:content "40 soldiers have been killed since Thursday" ."""),
    ("id:Brandt", "40 soldiers have been killed since Thursday", """
        :figure1 a kg:Figure ; kg:measure kg:Killed ; kg:value 40.0 ; kg:counts "soldiers" ; kg:text "40" ;
            kg:countedClass kg:PeopleGroup ; kg:ofTime :time1 .
        :time1 a kg:TimeSpan ; kg:earliest "2031-03-06"^^xsd:date ; kg:latest "2031-03-10"^^xsd:date ;
            kg:precision kg:Range ; kg:text "since Thursday" ."""),
    ("", "Four soldiers were killed on Saturday", """
        :figure2 a kg:Figure ; kg:measure kg:Killed ; kg:value 4.0 ; kg:counts "soldiers" ; kg:text "Four" ;
            kg:countedClass kg:PeopleGroup ; kg:ofTime :time2 .
        :time2 a kg:TimeSpan ; kg:earliest "2031-03-08"^^xsd:date ; kg:latest "2031-03-08"^^xsd:date ;
            kg:precision kg:Day ; kg:text "Saturday" ."""),
    ("", "The war has killed 9,000 people", """
        :war a kg:War ; rdfs:label "war" ; kg:mode kg:Happened ; kg:figure :figure3 .
        :figure3 a kg:Figure ; kg:measure kg:Killed ; kg:value 9000.0 ; kg:counts "people" ; kg:text "9,000" ;
            kg:countedClass kg:PeopleGroup ; kg:ofEvent :war ."""),
    ("", "Mira Salo claimed that Norland had broken the truce", """
        id:Salo a kg:Person ; rdfs:label "Mira Salo" .
        :statement2 a kg:Statement ; kg:speaker id:Salo ; kg:stance kg:Claimed ;
            kg:content "Norland had broken the truce" ."""),
    ("", "Odo Brandt denied it", ':statement3 a kg:Denial ; kg:speaker id:Brandt ; kg:content "it" .'),
    ("", "Norlandic foreign ministers are due to meet in Norhaven on Friday", """
        :ministers a kg:PeopleGroup ; rdfs:label "Norlandic foreign ministers" .
        :event3 a kg:Meeting ; kg:mode kg:Planned ; kg:participant :ministers ; kg:place id:Norhaven ;
            kg:date "2031-03-14"^^xsd:date ; kg:time :time3 .
        :time3 a kg:TimeSpan ; kg:earliest "2031-03-14"^^xsd:date ; kg:latest "2031-03-14"^^xsd:date ;
            kg:precision kg:Day ; kg:text "Friday" ."""),
    ("", "An exchange of prisoners took place in 2028", """
        :event4 a kg:PrisonerExchange ; rdfs:label "exchange of prisoners" ; kg:mode kg:Happened ; kg:time :time4 .
        :time4 a kg:TimeSpan ; kg:earliest "2028-01-01"^^xsd:date ; kg:latest "2028-12-31"^^xsd:date ;
            kg:precision kg:Year ; kg:text "2028" ."""),
    ("", "The presidents of Ostmark and Westria hosted a ceremony", """
        :presidents a kg:PeopleGroup ; rdfs:label "presidents of Ostmark and Westria" .
        :event5 a kg:Ceremony ; rdfs:label "ceremony" ; kg:mode kg:Happened ; kg:hostedBy :presidents ."""),
    ("", "Norland lost 25 soldiers", """
        :figure4 a kg:Figure ; kg:measure kg:Killed ; kg:value 25.0 ; kg:counts "soldiers" ; kg:text "25" ;
            kg:countedClass kg:PeopleGroup ; kg:ofSide id:Norland ."""),
    ("", "Sudria lost 30 soldiers", """
        :figure5 a kg:Figure ; kg:measure kg:Killed ; kg:value 30.0 ; kg:counts "soldiers" ; kg:text "30" ;
            kg:countedClass kg:PeopleGroup ; kg:ofSide id:Sudria ."""),
    ("", "Ostmark accused Westria of attacking the militia", """
        :statement4 a kg:Statement ; kg:speaker id:Ostmark ; kg:stance kg:Claimed ;
            kg:content "attacking the militia" ."""),
    ("", "a charge that Westria denied", ":statement5 a kg:Denial ; kg:speaker id:Westria ."),
    ("", "Last year 300 drones were launched", """
        :figure6 a kg:Figure ; kg:measure kg:Launched ; kg:value 300.0 ; kg:counts "drones" ; kg:text "300" ;
            kg:countedClass kg:Drone ; kg:ofTime :time6 .
        :time6 a kg:TimeSpan ; kg:earliest "2030-01-01"^^xsd:date ; kg:latest "2030-12-31"^^xsd:date ;
            kg:precision kg:Year ; kg:text "Last year" ."""),
    ("", "A pact was signed in Norhaven by Karl Olsen and Lia Brun, Sudria's envoy", """
        :event6 a kg:Agreement ; rdfs:label "pact" ; kg:mode kg:Happened ; kg:place id:Norhaven ;
            kg:signedBy id:Olsen, id:Brun . id:Brun a kg:Person ; rdfs:label "Lia Brun" ; kg:holds :office3 .
        :office3 a kg:Office ; kg:title "envoy" ; kg:officeOf id:Sudria ; kg:officeStatus kg:Current ."""),
    ("", "Some 500 people have fled since the siege began", """
        :figure7 a kg:Figure ; kg:measure kg:Displaced ; kg:value 500.0 ; kg:counts "people" ; kg:text "500" ;
            kg:countedClass kg:PeopleGroup ."""),
    ("", "Norland released Pia Lund", """
        :event7 a kg:Release ; kg:mode kg:Happened ; kg:conductedBy id:Norland ; kg:released id:Lund .
        id:Lund a kg:Person ; rdfs:label "Pia Lund" ."""),
    ("", "Mira Salo refused to sign the ceasefire", """
        :event8 a kg:Ceasefire ; rdfs:label "ceasefire" ; kg:mode kg:Negated ; kg:signedBy id:Salo ."""),
    ("", "Westria began Operation Reed", """
        :event9 a kg:Operation ; rdfs:label "Operation Reed" ; kg:codename "Reed" ; kg:mode kg:Happened ;
            kg:conductedBy id:Westria ."""),
]  # fmt: skip


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(invented_store({"war": (TEXT, "2031-03-10")}, {"war": CLAIMS}), ONTOLOGY, ONTOLOGY.parent / "queries")


ANSWERED = [
    ("Who mediated between Norland and Sudria?", ["Westria"]),
    ("Who is the chief mediator of the Concord?", ["Ingrid Falk"]),
    ("who was the army spokesman", ["Odo Brandt"]),
    ("Who represented Norland in the border commission?", ["Karl Olsen"]),
    ("How many soldiers have been killed since Thursday?", ["40 soldiers"]),
    ("How many soldiers were killed on Saturday?", ["4 soldiers"]),
    ("How many lives has the war cost?", ["9,000 people"]),
    ("How many lives were lost in the war?", ["9,000 people"]),
    ("How many people lost their lives in the war?", ["9,000 people"]),
    ("40 soldiers have been killed - who says so?", ["Odo Brandt"]),
    ("What did Mira Salo claim?", ["Norland had broken the truce"]),
    ("When are Norland's foreign ministers going to meet?", ["2031-03-14 (Friday)"]),
    ("Where are the Norlandic foreign ministers due to meet?", ["Norhaven, Norland"]),
    ("Which presidents hosted the ceremony?", ["presidents of Ostmark and Westria"]),
    ("Who played host to the ceremony?", ["presidents of Ostmark and Westria"]),
    ("How many soldiers were killed in total?", ["40 soldiers (since Thursday)", "4 soldiers (Saturday)"]),
    # those who stand for others, accusations, and times told from the article's date
    ("Where was the pact between Norland and Sudria signed?", ["Norhaven, Norland"]),
    ("Who denied attacking the militia?", ["Westria"]),
    ("Who denied that Westria attacked the militia?", ["Westria"]),
    ("Did Westria deny attacking the militia?", ["yes"]),
    ("How many drones were launched last year?", ["300 drones"]),
    ("How many people have fled since the siege began?", ["500 people"]),
    ("Since the siege began, how many people have fled?", ["500 people"]),
    ("Which prisoners did Norland release?", ["Pia Lund"]),
    ("Has Karl Olsen signed?", ["yes"]),
    ("Who began Operation Reed?", ["Westria"]),
    ("Has Mira Salo signed?", ["no"]),
    ("Did Salo sign?", ["no"]),
    ("Who refused to sign the ceasefire?", ["Mira Salo"]),
    ("who did not sign the ceasefire", ["Mira Salo"]),
    ("Did Mira Salo refuse to sign?", ["yes"]),
    # of each of several
    ("How many soldiers did Norland and Sudria lose?", ["25 soldiers (Norland)", "30 soldiers (Sudria)"]),
    ("How many soldiers did Norland and Ostmark lose?", ["25 soldiers (Norland)"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answers"), ANSWERED)
def test_it_answers(asker: Asker, question: str, answers: list[str]) -> None:
    found = asker.ask(question)
    assert sorted(found.answers) == sorted(answers), found.because
    assert all(TEXT[piece.start : piece.end] == piece.quote for piece in found.evidence)
    assert found.evidence


UNANSWERED = [
    "Who mediated between Norland and Ostmark?",
    "Who represented Sudria in the border commission?",
    "Who represented Norland in the Concord?",
    "Who attended the talks, apart from Norland, Sudria and the border commission?",
    "How many soldiers were killed on Sunday?",
    "How many soldiers were killed on Friday?",
    "How many lives were saved?",
    "What did Odo Brandt claim?",
    "What did Odo Brandt admit?",
    "Where are the Sudrian foreign ministers due to meet?",
    "Where did the foreign ministers meet?",
    "Has the prisoner exchange taken place?",
    "How many hostages did Norland take?",
    "How many soldiers did Westria and Ostmark lose?",
    "Where was the pact between Norland and Ostmark signed?",
    "How many people have fled since the truce began?",
    "Which journalists did Norland release?",
    "Who ended Operation Reed?",
    "Did Karl Olsen refuse to sign?",
    "Which prisoners did Sudria release?",
    "Who denied that Ostmark attacked the militia?",
    "Did Ostmark deny attacking the militia?",
    "How many drones were launched this year?",
    "Compare the figures of Norland and Ostmark for bridges destroyed.",
]


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_is_not_said_stays_unanswered(asker: Asker, question: str) -> None:
    found = asker.ask(question)
    assert found.answers == ()
    assert found.because


def test_where_the_article_puts_it_in_other_words_these_are_told(asker: Asker) -> None:
    because = asker.ask("What did Odo Brandt claim?").because
    assert "40 soldiers have been killed since Thursday" in because


def test_of_several_the_one_without_an_answer_is_named(asker: Asker) -> None:
    assert "“Ostmark”" in asker.ask("How many soldiers did Norland and Ostmark lose?").because


OTHERS = [
    ("How many of the people killed in Port Aster were children?", ["2 children"]),
    ("How many of those killed in Port Aster were children?", ["2 children"]),
    ("How many children were among the civilians who died?", ["2 children"]),
    ("How many of the soldiers killed in Port Aster were children?", []),
    ("How many of those who were injured were children?", []),
    ("Which sources disagree about how many drones were launched?",
     ["Sudrian Air Force (80 drones)", "Norlandic Defence Ministry (70 drones)"]),
    ("Compare the Norlandic and Sudrian figures for drones launched.",
     ["70 drones (Norlandic)", "80 drones (Sudrian)"]),
    ("Compare the figures of Sudria and Norland for drones shot down.", ["55 drones (Sudria)"]),
    ("Who led Norland's and Sudria's delegations?", ["Ívar Bjørnsen (Norland)", "Tamsin Okoro (Sudria)"]),
    ("Who led each side's delegation?", ["Ívar Bjørnsen", "Tamsin Okoro"]),
    ("Who led Norland's and Westria's delegations?", ["Ívar Bjørnsen (Norland)"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answers"), OTHERS)
def test_parts_of_a_figure_and_sources_side_by_side(question: str, answers: list[str]) -> None:
    assert sorted(world().ask(question).answers) == sorted(answers)


@cache
def world() -> Asker:
    return Asker(invented_store(), ONTOLOGY, ONTOLOGY.parent / "queries")


def test_the_words_that_keep_a_question_from_being_understood_are_named() -> None:
    found = world().ask("Who led the Sudrian delegation unlike Westria?")
    assert found.answers == ()
    assert "“unlike”" in found.because
    found = world().ask("Who led the delegation of Norland beside the front?")
    assert found.answers == ()
    assert "“beside the front”" in found.because


@pytest.mark.parametrize(
    "question", ["Why did Norland leave?", "What did Marsh do with the palace?", "Where is Xyzzy?"]
)
def test_stored_queries_are_offered_where_a_question_is_not_understood(question: str) -> None:
    assert world().ask(question).nearest


def test_a_word_that_nobody_knows_is_told_from_one_that_is_looked_for_as_printed() -> None:
    assert "Not understood: “painted”" in world().ask("Who painted the palace?").because
    assert "as printed: “velvet”" in world().ask("Who chaired the velvet meeting?").because
