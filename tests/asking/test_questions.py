"""Questions about invented articles: what must be answered, and what must not."""

from __future__ import annotations

import pytest

from kgtool.asking import Answer, Asker
from tests.asking.world import ARTICLES, ONTOLOGY, invented_store


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(invented_store(), ONTOLOGY)


ANSWERED = [
    # who leads, holds an office, takes part
    ("Who led each delegation?", ["Ívar Bjørnsen (delegation of Norland)", "Tamsin Okoro (delegation of Sudria)"]),
    ("who headed the norlandic team", ["Ívar Bjørnsen"]),
    ("By whom was the Sudrian delegation led?", ["Tamsin Okoro"]),
    ("Who was the leader of the Sudrian delegation?", ["Tamsin Okoro"]),
    ("Who was at the head of Norland's delegation?", ["Ívar Bjørnsen"]),
    ("Which delegation did Bjornsen lead?", ["delegation of Norland"]),
    ("Which delegation was led by Tamsin Okoro?", ["delegation of Sudria"]),
    ("Who is Petra Vulic?", ["foreign minister of Ostmark"]),
    ("What is Vulić's position?", ["foreign minister of Ostmark"]),
    ("What is the role of Lena Marsh?", ["Professor of Belmora University"]),
    ("Who is the foreign minister of Ostmark?", ["Petra Vulić"]),
    ("Who is Ostmark's foreign minister?", ["Petra Vulić"]),
    ("Who is the Ostmarkish foreign minister?", ["Petra Vulić"]),
    ("Who chaired the meeting?", ["Petra Vulić"]),
    ("Who was the chair of the talks?", ["Petra Vulić"]),
    ("By whom was the second round chaired?", ["Petra Vulić"]),
    ("Who mediated the talks?", ["Westria"]),
    ("Who took part in the second round?", ["Norland", "Sudria"]),
    # where and when
    ("Where did the meeting take place?", ["Élan Palace, Belmora, Ostmark"]),
    ("At which venue was the second round held?", ["Élan Palace"]),
    ("In which city was the first round held?", ["Belmora"]),
    ("In which country were the talks held?", ["Ostmark"]),
    ("What was the venue of the second round?", ["Élan Palace"]),
    ("When did the second round take place?", ["2031-03-04 (Tuesday, 4 March 2031)"]),
    ("When was the first round held?", ["2031-02-11 (11 February)"]),
    ("When was the previous round?", ["2031-02-11 (11 February)"]),
    ("What post does Petra Vulić hold?", ["foreign minister of Ostmark"]),
    ("According to whom were 70 drones launched?", ["Norlandic Defence Ministry"]),
    ("How many drones does Sudria say were launched?", ["80 drones"]),
    ("For how long did they meet in the second round?", ["about three hours"]),
    ("When was the meeting at the Elan Palace?", ["2031-03-04 (Tuesday, 4 March 2031)"]),
    ("What was the date of the second round?", ["2031-03-04 (Tuesday, 4 March 2031)"]),
    ("How long did the second round last?", ["about three hours"]),
    ("How long was the first round?", ["less than two hours"]),
    ("How long did the talks on 11 February take?", ["less than two hours"]),
    # what came of it
    ("What did the two sides agree to?", ["to exchange 120 prisoners"]),
    ("What did the sides agree on 4 March?", ["to exchange 120 prisoners"]),
    ("What did Okoro call for?", ["the return of all captives"]),
    ("How did Lena Marsh describe the meeting?", ["a small step out of the dark"]),
    ("Who described the meeting as a small step out of the dark?", ["Lena Marsh"]),
    ("Who spoke of a small step out of the dark?", ["Lena Marsh"]),
    ("Who denied Okoro's claim?", ["Norland"]),
    # figures
    ("How many members does each delegation have?",
     ["5 members (delegation of Norland)", "5 members (delegation of Sudria)"]),
    ("How large was the Norlandic delegation?", ["5 members"]),
    ("How many drones did Norland launch on Sunday?", ["80 drones"]),
    ("How many drones were launched according to the Norlandic Defence Ministry?", ["70 drones"]),
    ("According to Sudria, how many drones were launched?", ["80 drones"]),
    ("How many drones were shot down?", ["55 drones"]),
    ("How many people were killed in Port Aster?", ["6 civilians"]),
    ("How many civilians did the shelling kill?", ["6 civilians"]),
    ("How many civilians died in Port Aster on Monday?", ["6 civilians"]),
    ("How many children were among the dead in Port Aster?", ["2 children"]),
    ("How many of the dead in Port Aster were children?", ["2 children"]),
    ("How many people were wounded by the shelling?", ["14 people"]),
    ("How many people have died according to the Red Star?", ["at least 200 people"]),
    ("How many bombers were destroyed?", ["12 bombers"]),
    ("How many bombers did Operation Lantern destroy?", ["12 bombers"]),
    ("How many aircraft were destroyed?", ["12 bombers"]),
    ("How long is the front?", ["about 300 km"]),
    # claims
    ("Who claimed that 70 drones were launched?", ["Norlandic Defence Ministry"]),
    ("Who says that at least 200 people have died?", ["Red Star"]),
    ("Which sources disagree about the number of drones launched?",
     ["Norlandic Defence Ministry (70 drones)", "Sudrian Air Force (80 drones)"]),
    # operations
    ("Which operation targeted the Kastel air base?", ["Operation Lantern"]),
    ("What was the target of Operation Lantern?", ["Kastel air base"]),
    # spelling
    ("Who is Tamsin Okorro?", ["General"]),
    ("Who led the Norlandik delegation?", ["Ívar Bjørnsen"]),
    # yes and no
    ("Did Lena Marsh describe the meeting?", ["yes"]),
    ("Was the second round held in Belmora?", ["yes"]),
    ("Did Westria mediate the talks?", ["yes"]),
    ("Did Norland launch 80 drones?", ["yes, according to Sudrian Air Force"]),
    ("Did Sudria say that 80 drones were launched?", ["yes, according to Sudrian Air Force"]),
    ("Did the sides agree to exchange prisoners?", ["yes"]),
    # other word orders, and slips of the pen
    ("Who was it that led the Sudrian delegation?", ["Tamsin Okoro"]),
    ("Whose delegation did Tamsin Okoro lead?", ["Sudria"]),
    ("Which side's delegation was led by Bjørnsen?", ["Norland"]),
    ("Who was in charge of Norland's delegation?", ["Ívar Bjørnsen"]),
    ("Who led the delegations of Norland and Sudria?", ["Ívar Bjørnsen", "Tamsin Okoro"]),
    ("who led teh sudrian delegaton", ["Tamsin Okoro"]),
    ("wher did the second round take place", ["Élan Palace, Belmora, Ostmark"]),
    ("When did the sides agree to exchange prisoners?", ["2031-03-04 (Tuesday, 4 March 2031)"]),
    ("What was the length of the second round?", ["about three hours"]),
    ("How many of the 80 drones were shot down?", ["55 drones"]),
    # what a name is, and who disagrees
    ("What is the Élan Palace?", ["Élan Palace, venue in Belmora"]),
    ("Which sources disagree about drones?",
     ["Norlandic Defence Ministry (70 drones)", "Sudrian Air Force (80 drones)"]),
    ("Do the sources disagree about the number of drones?",
     ["Norlandic Defence Ministry (70 drones)", "Sudrian Air Force (80 drones)"]),
]  # fmt: skip

UNKNOWN = [
    "Who led the Westrian delegation?",
    "Who led the Chinese delegation?",
    "How many ships were sunk?",
    "How many missiles did Norland launch?",
    "How many drones did Sudria launch?",
    "How many drones did Norland launch on Friday?",
    "How many prisoners were exchanged?",
    "How many people were killed in Belmora?",
    "How many soldiers were killed in Port Aster?",
    "How many children were injured in Port Aster?",
    "How many bombers did Sudria lose?",
    "How many people died according to the Norlandic Defence Ministry?",
    "Who hosted the talks?",
    "Who is the president of Norland?",
    "Who is the foreign minister of Sudria?",
    "Who is the minister of Norland?",
    "Who chaired the third round?",
    "Where was the third round held?",
    "When did the talks in Norhaven take place?",
    "Who mediated the first round?",
    "What did Vulić call for?",
    "What did Okoro say about the Élan Palace?",
    "Who denied Marsh's claim?",
    "Did the sides agree on a ceasefire?",
    "Was the second round held in Norhaven?",
    "Did Sudria launch 80 drones?",
    "Who claimed that 60 drones were launched?",
    "Has the prisoner exchange taken place?",
    "Were the prisoners exchanged?",
    "Was there a ceasefire?",
    "How many Norlandic civilians were killed?",
    "How many drones did Sudria shoot down on Monday?",
    "How many prisoners were killed?",
    "Which round was held in Norhaven?",
    "Who wrote the documents?",
    "How many employees were killed?",
    "How many widgets were destroyed?",
    "Which sources disagree about the number of tanks?",
    "Which operation targeted Belmora?",
    "Who is Viktor Nobody?",
    "Who painted the palace?",
    "What is the colour of the palace?",
    "Why did the talks fail?",
    "What is the capital of Norland?",
    "Who attacked Westria?",
    "How many civilians did Operation Lantern kill?",
    "Who signed?",
    "What was signed?",
    "Who was hosted?",
    "Who praised the meeting?",
    "Are the talks continuing?",
    "Where will the next round be held?",
    "Has the next round taken place?",
    "Where was the president?",
    "How many planes were shot down?",
]


@pytest.mark.parametrize(("question", "answers"), ANSWERED, ids=[question for question, _ in ANSWERED])
def test_it_answers(asker: Asker, question: str, answers: list[str]) -> None:
    found = asker.ask(question)
    assert sorted(found.answers) == sorted(answers), found.because
    check_evidence(found)


@pytest.mark.parametrize("question", UNKNOWN)
def test_it_says_that_it_does_not_know(asker: Asker, question: str) -> None:
    found = asker.ask(question)
    if found.answers != ("no",):
        assert found.answers == ()
        assert found.because


def check_evidence(found: Answer) -> None:
    assert found.evidence
    for piece in found.evidence:
        assert ARTICLES[piece.document][0][piece.start : piece.end] == piece.quote
