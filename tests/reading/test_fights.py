"""Fighting, and who tells of it: each text here was once read wrongly or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

Reads = Callable[[str], Read]

GAME = (
    "The goalkeeper saved a penalty before the striker fired twice. Rovers launched attack after attack, "
    "and a counter-attack by the winger killed the game for the home side, who lead the league."
)
BALLOT = (
    "Turnout hit 61% as voters went to the ballot box. Opposition leader Ida Berg attacked the government, "
    "and her campaign captured the capital. The electorate destroyed two parties."
)
TAKEOVER = (
    "Shareholder Berg Partners attacked the company over its takeover of a rival. Investors launched an assault on "
    "the board, and two directors were fired after profit sank and the dividend was wiped out."
)


class TestFiguresOfSpeech:
    @pytest.mark.parametrize("text", [GAME, BALLOT, TAKEOVER])
    def test_words_of_war_where_no_arms_are_meant(self, read: Reads, text: str) -> None:
        told = read(text)
        for kind in ("Attack", "Battle", "Operation", "Capture", "Launch", "Release"):
            assert not told.says(f"?e a kg:{kind}"), kind

    def test_an_election_in_a_war(self, read: Reads) -> None:
        told = read(
            "Voters went to the ballot box in Mogadishu and turnout was high. "
            "Militants attacked a polling station with grenades, and soldiers shot dead two gunmen. "
            "The candidate thanked the electorate."
        )
        assert told.says('?a a kg:Attack ; kg:conductedBy ?m . ?m rdfs:label "Militants"@en')

    def test_what_no_arms_can_touch(self, read: Reads) -> None:
        assert not read("Kenya's opposition attacked the budget on Monday.").says("?a a kg:Attack")
        assert not read("Kenya and Uganda fought a battle over prices.").says("?b a kg:Battle")
        assert read("Kenya attacked Uganda on Monday.").says("?a a kg:Attack")


class TestWhoseFigure:
    def test_what_is_told_of_some_of_many(self, read: Reads) -> None:
        drones = read("Kenya shot down five of the nine drones that were launched at Mombasa.")
        assert drones.says('?f kg:text "five"@en ; kg:measure kg:ShotDown')
        assert drones.says('?f kg:text "nine"@en ; kg:measure kg:Launched')
        assert not drones.says('?f kg:text "five"@en ; kg:measure kg:Launched')

    def test_what_was_at_another_time_is_of_no_event(self, read: Reads) -> None:
        assert not read("Kenya bombed two camps in Somalia, a week after gunmen killed 26 tourists.").says(
            '?f kg:text "26"@en ; kg:ofEvent ?e'
        )

    def test_who_made_it_does_not_own_it(self, read: Reads) -> None:
        assert not read("Kenya shot down 25 Israeli-made drones.").says('?f kg:text "25"@en ; kg:ofSide ?s')
        assert read("Kenya shot down 25 Israeli drones.").says('?f kg:text "25"@en ; kg:ofSide id:Israel')

    def test_two_kinds_of_thing_are_launched_at_one_place(self, read: Reads) -> None:
        salvo = read("Kenya launched 40 drones and 6 missiles at Uganda.")
        assert salvo.says('?f kg:text "6"@en ; kg:measure kg:Launched')


class TestWhoAndWhen:
    def test_what_died_denies_nothing(self, read: Reads) -> None:
        told = read("Kenya said two soldiers were killed and denied that any depot had been seized.")
        assert told.says("?d a kg:Denial ; kg:speaker id:Kenya")
        assert not told.says('?d kg:speaker ?s . ?s rdfs:label "two soldiers"@en')

    def test_a_medium_in_an_opening_phrase_is_not_the_group(self, read: Reads) -> None:
        told = read(
            "The Rapid Support Forces did not comment. In a statement on Telegram late Monday, the group denied that "
            "its forces had shelled a camp."
        )
        assert told.says("?d a kg:Denial ; kg:speaker id:Rapid_Support_Forces")
        assert not told.says("?d kg:speaker id:Telegram")

    def test_a_date_behind_the_verb_of_a_tag_is_of_the_saying(self, read: Reads) -> None:
        told = read("Drones struck a refinery in Kenya overnight, an official said on Sunday, in a raid by the navy.")
        assert not told.says('?a a kg:Attack ; kg:date "2024-03-17"^^xsd:date')

    def test_where_they_are_is_not_whose_they_are(self, read: Reads) -> None:
        told = read("Some 300 Ugandan officers are deployed in Kenya. Its commander, Ida Berg, spoke on Friday.")
        assert not told.says("?o kg:officeOf id:Kenya")

    def test_a_verb_in_the_past_is_no_noun(self, read: Reads) -> None:
        told = read("A Kenyan drone struck a convoy near Garissa.")
        assert told.says("?a a kg:Attack ; kg:instrument ?d . ?d a kg:Drone")

    def test_no_casualties(self, read: Reads) -> None:
        told = read("No casualties were reported.")
        assert told.says('?c kg:mode kg:Negated ; rdfs:label "casualties"@en')

    def test_an_embassy_does_not_lie_in_its_state(self, read: Reads) -> None:
        assert not read("Kenya closed its embassy in Beijing.").says("?e kg:locatedIn id:Kenya")


class TestWhoTells:
    def test_a_quotation_begun_in_the_sentence_before(self, read: Reads) -> None:
        told = read(
            'Kenyan spokesman Jakob Weber rejected it. "We lost one soldier. Two are missing," he told a radio station.'
        )
        assert told.claims("id:Jakob_Weber", '?f kg:measure kg:Killed ; kg:text "one"@en')

    def test_whose_army(self, read: Reads) -> None:
        told = read("The Somali army freed a town. Uganda's army spokesman, Felix Okello, rejected the claim.")
        assert told.says("id:Felix_Okello kg:holds ?o . ?o kg:officeOf id:Uganda_army")

    def test_who_orders_besides_saying(self, read: Reads) -> None:
        told = read("Kenyan minister Ida Berg said the army would advance, and told residents of Garissa to leave.")
        assert not told.says('?s kg:speaker ?a . ?a rdfs:label "army"@en')

    def test_somebody_s_tallies(self, read: Reads) -> None:
        dead = read("The rebels killed 40 people, by Kenyan tallies.")
        assert dead.claims("id:Kenya", "?f kg:measure kg:Killed")

    def test_what_the_article_adds_behind_a_tag(self, read: Reads) -> None:
        told = read("Kenyan airstrikes killed 60 people on Monday, Uganda said, as mediators pressed for a truce.")
        assert told.narrates("?d a kg:Demand")
        assert told.claims("id:Uganda", "?f kg:measure kg:Killed")

    def test_nobody_s_words_are_not_the_article_s(self, read: Reads) -> None:
        told = read("A shell struck a church in Goma, killing three people, the quux of the wug said.")
        assert not told.narrates("?f kg:measure kg:Killed")


class TestWhichFight:
    def test_no_helicopter_was_shot_down(self, read: Reads) -> None:
        assert read("No helicopter was shot down.").says("?e a kg:Interception ; kg:mode kg:Negated")
        assert read("Kenya shot down no helicopter.").says("?e a kg:Interception ; kg:mode kg:Negated")

    def test_where_it_was_done_is_no_target(self, read: Reads) -> None:
        told = read("Fighting was reported in Garissa, where two drones bombed a bridge.")
        assert not told.says("?e kg:target id:Garissa")

    def test_a_name_is_of_no_fight_told_before(self, read: Reads) -> None:
        told = read(
            "The army has been fighting the Fano militia. It said it had killed 300 fighters in what it called "
            "Operation Unity."
        )
        assert not told.says('?b a kg:Battle ; kg:codename "Operation Unity"')

    def test_its_operation_is_not_another_s_deed(self, read: Reads) -> None:
        told = read("The rebels fired rockets. Kenya said its army would expand its operation.")
        assert not told.says("?e a kg:Launch , kg:Operation")

    def test_the_mission_of_another_body(self, read: Reads) -> None:
        told = read(
            "Kenya launched an operation codenamed Silent Storm. "
            "The African Union mission has 11,900 personnel from five countries."
        )
        assert not told.says('?o kg:codename "Silent Storm" ; kg:figure ?f')


TOLLS = [
    ("The death toll rose to 42.", '?f kg:text "42"@en ; kg:measure kg:Killed'),
    ("The ministry put the number of wounded at 42.", '?f kg:text "42"@en ; kg:measure kg:Injured'),
    ("The dead included nine women.", '?f kg:text "nine"@en ; kg:measure kg:Killed'),
    ("Losses could exceed $80 million.", "?f kg:measure kg:Loss"),
    ("The damage is estimated at $5 million.", "?f kg:measure kg:Loss"),
    ("Three soldiers went missing in Garissa.", "?f kg:measure kg:Missing"),
    ("Three nurses lost their lives.", "?f kg:measure kg:Killed"),
    ("Three miners sustained injuries.", "?f kg:measure kg:Injured"),
    ("The war has claimed 260 lives.", "?f kg:measure kg:Killed"),
    ("Three families sought refuge in Chad.", "?f kg:measure kg:Displaced"),
    ("Police confiscated about 100 rifles.", "?f kg:measure kg:Captured"),
    ("Rebels overran a base near Goma.", "?e a kg:Capture ; kg:target ?b"),
    ("The army opened fire on a crowd.", "?e a kg:Attack ; kg:target ?b"),
    ("The army fired at motorcycles.", "?e a kg:Attack ; kg:target ?b"),
]


@pytest.mark.parametrize(("text", "pattern"), TOLLS, ids=[text for text, _ in TOLLS])
def test_tolls_and_attacks(read: Reads, text: str, pattern: str) -> None:
    assert read(text).says(pattern)


def test_who_surrenders_is_not_handed_over(read: Reads) -> None:
    assert not read("Three soldiers surrendered.").says("?f kg:measure kg:Transferred")


class TestNoInvention:
    def test_who_fired_is_not_launched(self, read: Reads) -> None:
        assert not read("The troops were on their way when about 40 gunmen fired from a road.").says(
            "?f kg:measure kg:Launched"
        )

    def test_per_head_is_nobody_s_claim(self, read: Reads) -> None:
        told = read("Rebels say that the state paid only part of the cash, 1,000 shillings per fighter.")
        assert not told.says('?c a kg:Claim ; kg:claimedBy ?x . ?x rdfs:label "fighter"@en')

    def test_whose_military_spokesman(self, read: Reads) -> None:
        told = read(
            "The U.S. military struck Yemen. The Houthis' military spokesman, Yahya Saree, said the group had fired "
            "a missile at an airport."
        )
        assert told.says("?l a kg:Launch ; kg:conductedBy id:Houthis")
        assert not told.says("?l a kg:Launch ; kg:conductedBy id:United_States_military")

    def test_the_ministry_where_there_are_two(self, read: Reads) -> None:
        told = read(
            "The interior ministry sent police. The health ministry treated the wounded. It rained. "
            "Schools were closed. The ministry denied that troops were involved."
        )
        assert not told.says('?d a kg:Denial ; kg:speaker ?m . ?m rdfs:label "health ministry"@en')

    def test_bombers_sent_to_a_base_are_not_launched(self, read: Reads) -> None:
        sent = read("Kenya deployed six bombers to Mombasa.")
        assert sent.says("?d a kg:Deployment ; kg:destination id:Mombasa ; kg:figure ?f . ?f kg:measure kg:Deployed")
        assert not sent.says("?f kg:measure kg:Launched")

    def test_who_of_a_body_s_members(self, read: Reads) -> None:
        told = read("Kenya blamed dissidents of the FARC who rejected the peace agreement.")
        assert not told.says("?r kg:speaker id:FARC")

    def test_a_faction_with_a_name_of_its_own(self, read: Reads) -> None:
        told = read(
            "The FARC disarmed. The dissident faction known as the Central General Staff is led by Nestor Vera."
        )
        assert not told.says("id:FARC kg:ledBy ?x")

    def test_who_promised(self, read: Reads) -> None:
        told = read("Kenyan minister Ida Berg said that elders would be in charge, and promised to punish looters.")
        assert not told.says('?p kg:speaker ?e . ?e rdfs:label "elders"@en')


class TestTheGroup:
    def test_an_army_is_not_the_group(self, read: Reads) -> None:
        told = read("The Kenyan army said the group had killed 47 troops and destroyed nine vehicles.")
        assert told.says("?f kg:measure kg:Destroyed")
        assert not told.says("?f kg:bySide ?a . ?a a kg:ArmedForce")

    def test_a_label_ends_where_another_clause_begins(self, read: Reads) -> None:
        told = read("The sides exchanged documents through Turkey and are preparing for a new round.")
        assert told.says('?e a kg:DocumentExchange ; rdfs:label "exchanged documents through Turkey"@en')

    def test_who_is_among_the_dead(self, read: Reads) -> None:
        assert read("Five paramedics were among the dead.").says('?f kg:text "Five"@en ; kg:measure kg:Killed')
        assert read("Among the dead were nine women.").says('?f kg:text "nine"@en ; kg:measure kg:Killed')

    def test_a_speaker_behind_a_hyphen(self, read: Reads) -> None:
        told = read(
            "Strikes killed 80 people, rebel-run Al Masirah TV said on Friday, one of the worst days since May."
        )
        assert told.claims("id:Al_Masirah", "?f kg:measure kg:Killed")


class TestNobodyAndAnother:
    def test_no_group_claimed_it(self, read: Reads) -> None:
        told = read("No group has claimed responsibility for the attack on a school in Garissa.")
        assert not told.says("?s kg:speaker ?g")
        assert told.narrates("?a a kg:Attack ; kg:target ?s")

    def test_who_accuses_did_not_do_it(self, read: Reads) -> None:
        told = read("Kenya accused Somalia of shelling its positions in Garissa, wounding two civilians.")
        assert told.says("?f kg:measure kg:Injured")
        assert not told.says("?f kg:measure kg:Injured ; kg:bySide id:Kenya")
        assert told.claims("id:Kenya", "?f kg:measure kg:Injured ; kg:bySide id:Somalia")

    def test_another_speaker_set_against_the_first(self, read: Reads) -> None:
        told = read(
            "Kenya said that 105 soldiers had been killed this week, while Somalia reported 50 military deaths."
        )
        assert told.claims("id:Somalia", '?f kg:text "50"@en')
        assert not told.says('GRAPH ?g { ?f kg:text "50"@en } ?g kg:reportedBy id:Kenya')

    def test_a_tennis_match(self, read: Reads) -> None:
        told = read(
            "The champion fired 15 aces, saved a match point with a volley and won the battle from the baseline. "
            "He lost an epic clash in the semi-final in May."
        )
        assert not told.says("?b a kg:Battle")


class TestWhatIsNotSaid:
    def test_a_fight_has_no_target_of_what_struck_when_it_began(self, read: Reads) -> None:
        told = read("Fighting erupted on Sunday, when drones struck Garissa.")
        assert told.says("?a a kg:Attack ; kg:target ?garissa")
        assert not told.says("?b a kg:Battle ; kg:target ?garissa")

    def test_an_ambush_inside_a_denial(self, read: Reads) -> None:
        told = read("The general denied that the army had been warned of an ambush.")
        assert told.says("?s a kg:Denial") and not told.says("?a kg:mode kg:Denied")
        assert read("The ministry denied that the army shelled Garissa.").says("?a kg:mode kg:Denied")
        assert read("The general denied reports of an attack on a convoy.").says("?a kg:mode kg:Denied")

    def test_members_who_died_are_no_size(self, read: Reads) -> None:
        told = read("Two members of a militia died on Friday.")
        assert told.says('?f kg:text "Two"@en ; kg:measure kg:Killed')
        assert not told.says("?f kg:measure kg:Size")

    def test_what_is_to_be_done_to_somebody_is_not_asked_of_him(self, read: Reads) -> None:
        assert not read("The president ordered 30,000 officers to be recruited.").says("?d kg:addressee ?o")
        assert read("The president ordered the army to leave Garissa.").says("?d kg:addressee ?o")

    def test_who_is_accused_by_whom(self, read: Reads) -> None:
        for text in (
            "Kenya accused Somalia of shelling a camp in Garissa.",
            "Somalia was accused by Kenya of shelling a camp in Garissa.",
            "Somalia stands accused by Kenya of shelling a camp in Garissa.",
        ):
            told = read(text)
            assert told.claims("id:Kenya", "?e a kg:Shelling ; kg:conductedBy id:Somalia"), text
            assert not told.says("?e kg:conductedBy id:Kenya"), text

    def test_an_accusation_by_nobody_named_tells_no_deed(self, read: Reads) -> None:
        for text in (
            "Somalia has been accused of shelling a camp in Garissa, killing five people.",
            "The soldiers stand accused of killing five civilians.",
            "The army was accused of an attack on Garissa.",
            "The rebels are alleged to have shelled a camp in Garissa.",
        ):
            told = read(text)
            assert not told.says("?e kg:mode ?m") and not told.says("?f kg:measure kg:Killed"), text
            assert not told.says("?s kg:speaker ?who"), text
