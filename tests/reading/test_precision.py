"""What a sentence does not say is not read: each text here once gave a wrong statement."""

from __future__ import annotations

from collections.abc import Callable

from tests.reading.read_articles import Read

Reads = Callable[[str], Read]


class TestWhoSaysIt:
    def test_what_stands_behind_a_closing_tag_is_of_the_saying(self, read: Reads) -> None:
        pact = read(
            "Kenya and Uganda agreed to a ceasefire, Peter Munya, the mediator, said on state television on Monday."
        )
        assert not pact.says('?e a kg:Agreement ; kg:content ?c FILTER CONTAINS(?c, "television")')
        assert not pact.says("?e a kg:Agreement ; kg:date ?d")

    def test_a_claim_that_another_speaker_repeats(self, read: Reads) -> None:
        claim = read(
            "Spokesman Jakob Weber said the rebels' claim that their men had killed 40 soldiers in Goma was false."
        )
        assert not claim.narrates("?f kg:measure kg:Killed")
        assert not claim.says("?f kg:measure kg:Killed ; kg:ofSide ?s")

    def test_a_semicolon_ends_what_is_said(self, read: Reads) -> None:
        dead = read(
            "The UN said that at least 12 people were killed; the rebels admitted that they had lost 5 fighters."
        )
        assert dead.says('GRAPH ?g { ?f kg:text "at least 12"@en } ?g kg:claimedBy id:United_Nations')
        assert not dead.says('GRAPH ?g { ?f kg:text "5"@en } ?g kg:claimedBy id:United_Nations')

    def test_speech_without_a_speaker_is_nobody_s_statement(self, read: Reads) -> None:
        assert not read('The rally went on. "We killed 300 soldiers in that war."').says("?f a kg:Figure")

    def test_who_is_told_is_not_what_is_said(self, read: Reads) -> None:
        told = read('"We are ready," Kenyan President William Ruto told Ugandan reporters, who had waited for hours.')
        assert not told.says('?s kg:content ?c FILTER CONTAINS(?c, "reporters")')

    def test_a_clause_behind_the_quotation_is_the_article_s(self, read: Reads) -> None:
        told = read(
            '"There was no raid," President Mahamat Deby told a radio, '
            "after the rebels alleged that troops had burned a village."
        )
        assert not told.says('?s kg:speaker id:Mahamat_Deby ; kg:content ?c FILTER CONTAINS(?c, "burned")')

    def test_a_rejected_charge_is_no_part_of_the_accusation(self, read: Reads) -> None:
        charge = read("Kenya accused Somalia of shelling a border town, a charge that Mogadishu denied.")
        assert not charge.says('?s kg:content ?c FILTER CONTAINS(?c, "charge")')

    def test_the_place_of_what_is_said_is_not_that_of_the_saying(self, read: Reads) -> None:
        assert not read("Ethiopia accused Eritrea of shelling its troops near Badme.").says(
            "?s kg:speaker ?x ; kg:place ?p"
        )
        assert not read("Kenya promised to rebuild schools in Garissa.").says("?s a kg:Promise ; kg:place ?p")


class TestWhatDidNotHappen:
    def test_what_was_not_signed_has_no_signatory(self, read: Reads) -> None:
        assert not read("Kenya and Uganda reached an accord in Nairobi, but Uganda refused to sign it.").says(
            "?e kg:signedBy ?x"
        )

    def test_a_meeting_that_ended_without_agreeing(self, read: Reads) -> None:
        ended = read("Kenya and Uganda held talks in Nairobi without agreeing on whether the blockade would end.")
        assert not ended.says("?m kg:outcome ?o")
        assert not ended.says("?a a kg:Agreement ; kg:mode kg:Happened")

    def test_an_infinitive_is_joined_to_an_infinitive(self, read: Reads) -> None:
        agreed = read(
            "Both armies agreed to stop fighting and to disarm the militias, and Juba promised to pay their men."
        )
        assert not agreed.says("?d a kg:Disarmament ; kg:mode kg:Happened")

    def test_what_is_there_already_keeps_its_mode(self, read: Reads) -> None:
        assert not read("Norway would not lift sanctions.").says("?s a kg:Sanctions ; kg:mode kg:Negated")
        assert not read("Kenya said the attack would be investigated.").says("?a a kg:Attack ; kg:mode kg:Hypothetical")

    def test_a_question_tells_of_nothing(self, read: Reads) -> None:
        assert not read("Had Kenya attacked Uganda on Monday?").says("?a a kg:Attack ; kg:mode kg:Happened")

    def test_what_must_be_done_is_demanded(self, read: Reads) -> None:
        assert read("Heavy weapons must be withdrawn.").says("?w a kg:Withdrawal ; kg:mode kg:Demanded")


class TestFigures:
    def test_since_opens_a_stretch(self, read: Reads) -> None:
        dead = read("Kenya said 40 soldiers had been killed since Monday.")
        assert not dead.says('?f kg:ofTime ?t . ?t kg:latest "2024-03-18"^^xsd:date')
        assert dead.says('?f kg:ofTime ?t . ?t kg:earliest "2024-03-18"^^xsd:date ; kg:latest "2024-03-20"^^xsd:date')

    def test_a_count_of_places_is_of_no_place(self, read: Reads) -> None:
        assert not read("Kenya shot down 30 drones in six provinces and Mombasa.").says(
            '?f kg:text "six"@en ; kg:ofPlace ?p'
        )

    def test_what_is_counted_is_no_measure(self, read: Reads) -> None:
        assert not read("The raid caused 5 deaths.").says("?f kg:countedClass kg:Killed")


class TestPlaces:
    def test_a_state_s_base_may_stand_anywhere(self, read: Reads) -> None:
        assert not read("Kenya attacked an Ethiopian air base.").says("?b kg:locatedIn ?s")
