"""The printed packet as its readers meet it: both figures on every page, every number with its parts, nothing lost."""

import random
import re
import string
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codedesk.metrics.figures import Explanation
from codedesk.models.review_words import ReviewState
from codedesk.reports.glyphs import printable
from codedesk.reports.packet import build
from codedesk.reports.sections import SECTIONS
from codedesk.services.reviews.rows import AgreementRow, PacketEducationRow, PacketNoteRow, ReviewTextRow
from tests.reports import synthetic
from tests.reports.read_back import fonts, pages, plain, reader, whole
from tests.reports.structure import told
from tests.thorough import THOROUGH, times

LETTER, A4 = (612, 792), (595, 842)
USUAL = synthetic.row()


def test_the_same_rows_give_the_same_bytes() -> None:
    assert build(USUAL) == build(USUAL)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(
    "row",
    [USUAL, synthetic.nothing(), synthetic.learner(), synthetic.talked(20)],
    ids=["usual", "nothing", "learner", "talked"],
)
def test_every_page_shows_both_figures(row: object, paper: str) -> None:
    for words in pages(build(row, paper)):  # type: ignore[arg-type]
        assert re.search(r"Pace (\d+\.\d+ %|n/a)", words), words
        assert re.search(r"Accuracy \d+\.\d+ %|Quality: not audited \(0 charts\)", words), words


def test_every_accuracy_in_the_head_of_a_page_has_its_sample_and_interval() -> None:
    for words in pages(build(USUAL))[1:]:
        assert "95 of 102 codes, 10 charts; 95 % interval 86.5–96.6 %" in words


def test_an_accuracy_partly_as_reported_has_its_interval_in_the_head_of_a_page_too() -> None:
    mixed = synthetic.accuracy(589.9, 617.9, 68, 0.906, 0.979, reported_share=0.324)
    first, *others = pages(build(replace(USUAL, paired=replace(USUAL.paired, accuracy=mixed))))
    assert "589.9 of 617.9 codes, 68 charts, 32.4 % of it as reported" in first
    for words in others:
        assert "589.9 of 617.9 codes, 68 charts; 95 % interval 90.6–97.9 %" in words


def test_what_is_on_paid_hours_is_remarked_once() -> None:
    remark = "Standards on paid hours: their earned hours are multiplied by the coder’s utilisation of the period."
    pace = replace(USUAL.paired.pace, paid_basis=True, explanation=Explanation("Pace", "", (), (remark,)))
    words = whole(build(replace(USUAL, paired=replace(USUAL.paired, pace=pace))))
    assert words.count("on paid hours: their earned hours") == 1


def test_both_figures_can_be_recomputed_from_the_first_page() -> None:
    words = pages(build(USUAL))[0]
    earned, productive = re.search(r"([\d.]+) earned ÷ ([\d.]+) productive hours", words).groups()  # type: ignore[union-attr]
    correct, reviewed = re.search(r"(\d+) of (\d+) codes", words).groups()  # type: ignore[union-attr]
    assert f"{float(earned) / float(productive) * 100:.1f} %" == "95.2 %"
    assert f"{int(correct) / int(reviewed) * 100:.1f} %" == "93.1 %"
    assert "95.2 %" in words and "93.1 %" in words
    assert "Accurate pace 88.6 % = pace 95.2 % × accuracy 93.1 %" in words


def test_the_denominator_can_be_added_up_from_its_page() -> None:
    words = next(words for words in pages(build(USUAL)) if "The hours behind the pace" in words)
    table = words.split("The hours behind the pace")[1]
    paid = float(re.search(r"Paid hours entered ([\d.]+)", table)[1])  # type: ignore[index]
    taken_out = [float(hours) for hours in re.findall(r"−([\d.]+)", table)]
    productive = float(re.search(r"Productive hours = ([\d.]+)", table)[1])  # type: ignore[index]
    assert taken_out == [32.25, 23.5, 1.5]
    assert paid - sum(taken_out) == productive == 433.25


def test_each_work_type_stands_with_its_own_accuracy_or_says_that_there_is_none() -> None:
    words = next(words for words in pages(build(USUAL)) if "By work type" in words)
    assert "93.8 % 60 of 64 codes, 6 charts 85.0–97.6 %" in words
    assert "not audited 0 charts" in words
    assert "hours not by line" in words


def test_the_sentences_name_their_numbers_and_blame_nobody() -> None:
    words = whole(build(USUAL))
    assert "Below the standard: 95.2 % of it, 4.8 points less." in words
    assert (
        "Below the standard of 95 %: 93.1 %, 95 of 102 codes, 10 charts; "
        "the sample of 10 charts cannot show whether the standard is met. Small sample: under 30 charts."
    ) in words


def test_an_accuracy_of_the_quarter_before_that_another_method_scored_says_so() -> None:
    scored = synthetic.accuracy(26, 30, 30, 0.703, 0.947, method="record")
    then = replace(USUAL.earlier, paired=replace(USUAL.earlier.paired, accuracy=scored))
    words = whole(build(replace(USUAL, earlier=then)))
    assert "Q2 2026: 86.7 %, 26 of 30 charts; 70.3–94.7 %; record over record" in words


def test_a_learner_is_read_against_the_ramp() -> None:
    words = pages(build(synthetic.learner()))[0]
    assert "65.0 % is 104.0 % of that, above the ramp" in words
    assert "62.5 % of the standard was expected over these days" in words
    assert "expected on the ramp 62.5 %" in words


def test_nothing_logged_and_nothing_audited_prints_and_says_so() -> None:
    words = whole(build(synthetic.nothing()))
    assert "Nothing was logged in this period, so there is no pace." in words
    assert "Quality: not audited (0 charts)" in words
    assert "No audit of this period feeds the accuracy." in words
    assert "0.0 %" not in words.replace("100.0 %", "")


def test_the_files_only_fonts_are_the_embedded_ones() -> None:
    assert fonts(build(synthetic.nothing())) == {"SourceSans3-Regular", "SourceSans3-Semibold", "SourceSans3-It"}


def test_the_file_says_what_it_is() -> None:
    opened = reader(build(USUAL))
    assert opened.metadata is not None
    assert opened.metadata.title == "Review packet, Ana Diaz, Q3 2026"
    assert opened.metadata.author == "M. Osei"
    assert opened.metadata.creation_date is not None
    assert opened.metadata.creation_date.date() == date(2026, 10, 5)
    assert opened.trailer["/Root"]["/Lang"] == "en-US"  # type: ignore[index]


def test_the_outline_leads_to_the_right_pages() -> None:
    opened = reader(build(synthetic.talked(8)))
    words = pages(build(synthetic.talked(8)))
    titles = [entry for entry in opened.outline if not isinstance(entry, list)]
    assert [entry.title for entry in titles][1:] == [  # type: ignore[union-attr]
        "Pace with accuracy",
        "Quality",
        "Conversations and well-being",
        "Agreements and sign-off",
        "How these figures are made",
    ]
    for entry in titles[1:]:
        number = opened.get_destination_page_number(entry)  # type: ignore[arg-type]
        assert number is not None and entry.title in words[number]  # type: ignore[union-attr]
        assert entry.typ == "/XYZ"  # type: ignore[union-attr]


@pytest.mark.parametrize("notes", [0, 20])
def test_the_foot_of_every_page_names_coder_quarter_page_and_fingerprint(notes: int) -> None:
    found = pages(build(synthetic.talked(notes)))
    for number, words in enumerate(found, 1):
        assert "Ana Diaz · Q3 2026" in words
        assert f"Page {number} of {len(found)}" in words
        assert "Data fingerprint 3f2a9c01b7de4410" in words
        assert "Confidential: personnel record" in words


def test_the_sample_department_is_marked_on_every_page_and_no_other() -> None:
    assert all("SAMPLE" in words for words in pages(build(replace(USUAL, sample=True))))
    assert "SAMPLE" not in whole(build(USUAL))


@pytest.mark.parametrize(("paper", "size"), [("letter", LETTER), ("a4", A4)])
def test_letter_and_a4(paper: str, size: tuple[int, int]) -> None:
    for page in reader(build(USUAL, paper)).pages:  # type: ignore[arg-type]
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_sections_can_be_left_out() -> None:
    words = whole(build(USUAL, sections=("summary", "agreements")))
    assert "Agreements and sign-off" in words and "Accurate pace" in words
    assert "By work type" not in words and "How these figures are made" not in words
    assert SECTIONS[0] == "summary"


def test_of_conversations_only_what_is_marked_is_printed_and_an_empty_part_says_so() -> None:
    empty = whole(build(USUAL))
    for said in (
        "No recognition was noted",
        "No note on a conversation",
        "No education was marked",
        "No answer on workload was agreed",
    ):
        assert said in empty
    words = whole(build(synthetic.talked()))
    assert "No recognition was noted" not in words
    assert "“I had the help I needed”: skipped" in words


def test_education_is_printed_with_its_hours_and_their_sum() -> None:
    done = PacketEducationRow("Cardiology course", date(2026, 8, 1), date(2026, 7, 30), 2.5, "Fewer queries")
    more = PacketEducationRow("Modifiers", None, date(2026, 9, 1), 1.25, "")
    still_open = PacketEducationRow("PCS root operations", date(2026, 9, 30), None, 4.0, "")
    words = plain(whole(build(synthetic.row(education=(done, more, still_open)))))
    assert "Cardiology course done 30 Jul 2026 2.5 Fewer queries" in words
    assert "PCS root operations due 30 Sep 2026 4" in words
    assert "Done in this period 3.75" in words


def test_a_note_of_twenty_pages_is_all_there() -> None:
    row = synthetic.talked(20)
    words = plain(whole(build(row)))
    for number in (0, 399, 799):
        assert f"Sentence {number} of a long note about" in words


def test_text_of_people_is_printed_as_typed_never_as_markup() -> None:
    odd = "E&M; <coder> <b>bold</b> <img src='/etc/passwd'/> &amp; 100% “fine” – naïve café"
    row = synthetic.row(text=ReviewTextRow(ReviewState.DRAFT, odd, odd, odd, odd, None, None))
    assert whole(build(row)).count(odd) == 4


def test_a_character_that_the_font_lacks_is_marked_never_a_black_square() -> None:
    row = synthetic.row(text=ReviewTextRow(ReviewState.DRAFT, "你 well done 🎉", "", "", "", None, None))
    assert "[U+4F60] well done [U+1F389]" in whole(build(row))


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=60))
@settings(max_examples=times(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_reads_back_as_it_was_typed_or_marked(words: str) -> None:
    row = synthetic.row(notes=(PacketNoteRow(date(2026, 7, 20), "other", words),))
    shown = re.sub(r"\s", "", whole(build(row, sections=("conversations",))))
    assert re.sub(r"\s", "", printable(words)) in shown


def strings(number: int) -> list[str]:
    """Return strings of all kinds, the same every time: scripts, signs, long words, markup, spaces, numbers."""
    dice = random.Random(20261005)
    kinds = (
        string.ascii_letters + "  .,;:!?",
        "ÀÉÎÕÜßçñøåœžščřłđğıőű –—“”’«»…",
        "ΑΒΓΔαβγδ АБВГабвг ",
        "0123456789.,%/+-±×÷<>≤≥=",
        "<b>&amp;</b>{}[]()'\"\\|@#$^~`",
        "äöü\u0301\u0308\u200b\u00ad\u2009\t ",
        "漢字한글עברית🎉",
    )
    found = []
    for _ in range(number):
        letters = "".join(dice.sample(kinds, dice.randint(1, 3)))
        longest = 24 if "漢" in letters else 70  # a marked letter takes eight; no text here runs over a page
        found.append("".join(dice.choices(letters, k=dice.randint(1, longest))))
    return found


def _wide(words: str) -> str:
    """What the second reader tells: not every sign without width, and a hyphen at a line’s end as a mark of its own."""
    return re.sub(r"[\u0300-\u036f\u200b]", "", words.replace("\x02", "-"))


def test_strings_of_all_kinds_read_back_as_typed_or_marked() -> None:
    """300 strings, or 10,000 in a thorough run, by two readers; fifty to a packet."""
    wanted = strings(10_000 if THOROUGH else 300)
    for start in range(0, len(wanted), 50):
        part = wanted[start : start + 50]
        notes = tuple(PacketNoteRow(date(2026, 7, 20), "other", words) for words in part)
        pdf = build(synthetic.row(notes=notes), sections=("conversations",))
        shown = re.sub(r"\s", "", whole(pdf))
        heard = re.sub(r"\s", "", " ".join(part.words for page in told(pdf) for part in page))
        for words in part:
            typed = re.sub(r"\s", "", printable(words))
            assert typed in shown, ascii(words)
            assert _wide(typed) in _wide(heard), ascii(words)


def test_a_word_without_end_is_cut_into_lines_and_kept() -> None:
    endless = "W" * 900
    row = synthetic.row(text=ReviewTextRow(ReviewState.DRAFT, endless, "", "", "", None, None))
    assert whole(build(row)).replace(" ", "").count("W" * 900) == 1


def test_a_name_of_eighty_characters_is_whole_on_the_first_page_and_shortened_in_the_foot() -> None:
    name = ("Maximiliana Bartholomea-Featherstonehaugh von und zu Hohenzollern-Sigmaringen " * 2)[:80].strip()
    found = pages(build(synthetic.row(coder=replace(USUAL.coder, name=name))))
    assert name in found[0]
    assert "… · Q3 2026" in found[1] or f"{name} · Q3 2026" in found[1]


def test_twenty_six_audits_flow_with_the_header_repeated_and_no_row_split() -> None:
    audits = tuple(synthetic.audit(number) for number in range(1, 27))
    found = [words for words in pages(build(synthetic.row(audits=audits))) if "First result" in words]
    assert len(found) >= 3
    for number in range(1, 27):
        name = f"2026-08-{number:02d} Diaz 1"
        assert sum(f"{name} by R. Okafor 1 Jul 2026 to 31 Jul 2026" in words for words in found) == 1


def test_first_and_final_result_stand_side_by_side() -> None:
    words = next(words for words in pages(build(USUAL)) if "Audits that feed the accuracy" in words)
    assert "91.2 % 2 findings withdrawn 93.1 % 95 of 102 codes, 10 charts 86.5–96.6 %" in words


def test_documentation_and_system_causes_are_kept_apart() -> None:
    words = whole(build(USUAL))
    assert "3 findings came from documentation, systems or the audit itself" in words


def test_focused_audits_stand_in_their_own_part() -> None:
    words = next(words for words in pages(build(USUAL)) if "Audits that do not feed the accuracy" in words)
    assert "80.0 % 40 of 50 codes, 8 charts 67.0–88.8 %" in words.split("Audits that do not feed the accuracy")[1]


def test_rework_shows_its_division() -> None:
    assert "3 charts reopened of 1,450 coded = 0.2 %." in whole(build(USUAL))


def test_agreements_are_printed_or_lines_to_write_them_on() -> None:
    goal = AgreementRow(1, 0, "CC capture", "8 of 10 charts", date(2026, 12, 15), "Two hours a week", "")
    words = whole(build(synthetic.row(agreements=(goal,))))
    assert "1 CC capture Measure: 8 of 10 charts By when: 15 Dec 2026 Support offered: Two hours a week" in words
    assert "the lines are for agreements made in the talk" in whole(build(synthetic.row(agreements=())))


def test_signing_confirms_reading_and_a_refusal_is_recorded() -> None:
    words = whole(build(USUAL))
    assert "I have read this packet." in words and "I agree" not in words
    refused = ReviewTextRow(ReviewState.SIGNATURE_REFUSED, "", "", "", "", date(2026, 10, 6), date(2026, 10, 8))
    assert "The coder chose not to sign on 8 Oct 2026." in whole(build(synthetic.row(text=refused)))


def test_the_standards_are_printed_with_their_dates_basis_and_reasons() -> None:
    words = next(words for words in pages(build(USUAL)) if "Standards in force in this period" in words)
    assert (
        "Inpatient 1 Jan 2026 2 per hour on productive hours 2.000 95 % Yearly review Own data · approved by CMO"
        in words
    )
    assert "24 per day of 8 h on productive hours 3.000 94 %" in words


def test_packets_made_at_the_same_time_are_the_same_as_one_after_the_other() -> None:
    rows = [synthetic.row(), synthetic.nothing(), synthetic.learner(), synthetic.talked(2)] * 3
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(build, rows)) == [build(row) for row in rows]
