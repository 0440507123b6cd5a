"""The same questions as people put them: in other orders, shortened, several at once, or as statements to confirm."""

from __future__ import annotations

import pytest

from kgtool.asking import Asker
from kgtool.asking.asker import QUESTION_WORDS
from kgtool.asking.english import English
from kgtool.asking.framing import framed, parts
from tests.asking.world import ONTOLOGY, invented_store

ENGLISH = English.load(ONTOLOGY / QUESTION_WORDS)


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(invented_store(), ONTOLOGY)


ANSWERED = [
    # the question word where its answer would stand
    ("The delegation of Sudria was led by whom?", ["Tamsin Okoro"]),
    ("Tamsin Okoro led which delegation?", ["delegation of Sudria"]),
    ("The second round was held at which venue?", ["Élan Palace"]),
    ("The second round took place when?", ["2031-03-04 (Tuesday, 4 March 2031)"]),
    ("Norland launched how many drones on Sunday?", ["80 drones"]),
    ("Each delegation has how many members?",
     ["5 members (delegation of Norland)", "5 members (delegation of Sudria)"]),
    ("Ostmark's foreign minister is who?", ["Petra Vulić"]),
    ("On 4 March, the meeting was chaired by which minister?", ["Petra Vulić"]),
    # several questions
    ("Who chaired the meeting and who mediated?", ["Petra Vulić", "Westria"]),
    ("When and where was the second round held?",
     ["2031-03-04 (Tuesday, 4 March 2031)", "Élan Palace, Belmora, Ostmark"]),
    ("Who led the Norlandic delegation? And who led the Sudrian one?", ["Ívar Bjørnsen", "Tamsin Okoro"]),
    # a part of a longer name that only begins or ends within a phrase names nothing
    ("Who led the delegation of Sudria?", ["Tamsin Okoro"]),
    ("When was the second round held, and where?",
     ["2031-03-04 (Tuesday, 4 March 2031)", "Élan Palace, Belmora, Ostmark"]),
    ("The second round was held when, and at which venue?", ["2031-03-04 (Tuesday, 4 March 2031)", "Élan Palace"]),
    ("How many people were killed in Port Aster and how many in Port Aster?", ["6 civilians", "6 civilians"]),
    ("Who other than Norland took part in the second round?", ["Sudria"]),
    ("Who, apart from Norland, took part in the second round?", ["Sudria"]),
    ("How many civilians were killed in Port Aster, when and where?",
     ["6 civilians", "2031-03-10 (Monday)", "Port Aster, Sudria"]),
    ("Norland's delegation leader", ["Ívar Bjørnsen"]),
    ("The two sides agreed to do what?", ["to exchange 120 prisoners"]),
    ("number of killed civilians", ["6 civilians"]),
    ("By whom were the talks chaired?", ["Petra Vulić"]),
    # shortened, introduced, with and without marks
    ("what's the venue of the second round", ["Élan Palace"]),
    ("whos petra vulic", ["foreign minister of Ostmark"]),
    ("Who's the leader of the Sudrian delegation?", ["Tamsin Okoro"]),
    ("And who chaired the meeting?", ["Petra Vulić"]),
    ("Tell me about Petra Vulić", ["foreign minister of Ostmark"]),
    ("The people who attended the second round", ["Norland", "Sudria"]),
    ("Whereabouts was the first round held?", ["Belmora, Ostmark"]),
    ("deaths in Port Aster", ["6 civilians"]),
    ("civilians killed in Port Aster - how many?", ["6 civilians"]),
    ("How many casualties were there in Port Aster?", ["6 civilians", "14 people"]),
    # whose account it is
    ("How many drones were launched, according to Norhaven?", ["70 drones"]),
    ("How many drones were launched, by Norland's account?", ["70 drones"]),
    # statements to confirm
    ("Is it true that Petra Vulić chaired the meeting?", ["yes"]),
    ("Okoro led the Sudrian delegation, right?", ["yes"]),
    # what is left out
    ("Who else took part in the second round, apart from Norland?", ["Sudria"]),
    ("Who took part in the second round together with Sudria?", ["Norland"]),
    ("With whom did Norland meet in the second round?", ["Sudria"]),
    ("In what way did Lena Marsh describe the meeting?", ["a small step out of the dark"]),
    # who denies it does not admit it
    ("Does Norland accept Okoro's claim?", ["no"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answers"), ANSWERED)
def test_is_answered_however_it_is_put(asker: Asker, question: str, answers: list[str]) -> None:
    answer = asker.ask(question)
    assert sorted(text.split(" (Port Aster")[0] for text in answer.answers) == sorted(answers), answer.because
    assert answer.evidence


UNANSWERED = [
    "Who else led the Sudrian delegation, besides Okoro?",
    "Who else took part in the second round, apart from Lena Marsh?",
    "Who attacked them?",
    "Who else chaired the meeting?",
    "What is Westria's death toll?",
    "When will the second round take place?",
    "How many drones will Norland launch?",
    "Is it true that Petra Vulić led the Sudrian delegation?",
    "Did Norland say that its army shelled Port Aster?",
    "The Westrian delegation was led by whom?",
    "At what time was the second round held?",
    "What kind of aircraft did Westria launch?",
]


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_is_not_said_stays_unanswered_however_it_is_put(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    assert answer.answers == ()
    assert answer.because


@pytest.mark.parametrize("question", ["", "  ", "?", "...?"])
def test_no_question_is_told_from_one_that_is_not_understood(asker: Asker, question: str) -> None:
    assert asker.ask(question).because == "There is no question."


def test_a_question_for_reasons_is_told_that_the_graph_holds_none(asker: Asker) -> None:
    for question in ("Why did Norland launch drones?", "For what reason was the meeting held?"):
        assert "no reasons" in asker.ask(question).because


def test_of_several_questions_the_one_without_an_answer_is_named(asker: Asker) -> None:
    answer = asker.ask("Who chaired the meeting and who won the war?")
    assert answer.answers == ("Petra Vulić",)
    assert "who won the war" in answer.because
    assert "who won the war" in answer.as_text()


def test_conjunctions_within_one_question_do_not_divide_it() -> None:
    for question in ("Who led the delegations of Norland and Sudria?", "Who met and agreed to a truce?"):
        assert len(parts(ENGLISH, question)) == 1


def test_what_introduces_a_question_is_left_out() -> None:
    for text in ("Please tell me who led the talks", "who led the talks, please", "Who led the talks – thank you"):
        (tokens,) = parts(ENGLISH, text)
        assert [token.key for token in framed(ENGLISH, tokens).tokens] == ["who", "led", "the", "talks"]


def test_the_one_that_is_called_so_before_the_one_told_most_of() -> None:
    text = "Norland and Sudria signed a declaration in Belmora in May. A peace agreement was signed in Norhaven."
    claims = [
        ("", "Norland and Sudria signed a declaration in Belmora in May", """
            :event1 a kg:Declaration ; rdfs:label "declaration" ; kg:mode kg:Happened ; kg:place id:Belmora ;
                kg:signedBy id:Norland, id:Sudria ; kg:participant id:Norland, id:Sudria ."""),
        ("", "A peace agreement was signed in Norhaven", """
            :event2 a kg:Agreement ; rdfs:label "peace agreement" ; kg:mode kg:Happened ; kg:place id:Norhaven ."""),
    ]  # fmt: skip
    pacts = Asker(invented_store({"pacts": (text, "2031-06-01")}, {"pacts": claims}), ONTOLOGY)
    found = pacts.ask("Where was the peace agreement signed?")
    assert found.answers == ("Norhaven, Norland",)


def test_what_is_to_be_held_somewhere_was_not_hosted_there() -> None:
    text = "The next round of talks will be held in Norhaven."
    claims = [
        ("", "The next round of talks will be held in Norhaven", """
            :event1 a kg:NegotiationRound ; rdfs:label "next round of talks" ; kg:mode kg:Planned ;
                kg:place id:Norhaven ."""),
    ]  # fmt: skip
    plans = Asker(invented_store({"plans": (text, "2031-06-01")}, {"plans": claims}), ONTOLOGY)
    assert plans.ask("Which city hosted the talks?").answers == ()
    assert plans.ask("Which city will host the talks?").answers == ("Norhaven",)
