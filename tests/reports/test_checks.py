"""The list before printing: what is missing, where, in words."""

from datetime import date

from codedesk.models.review_words import ReviewState
from codedesk.reports.checks import points
from codedesk.reports.glyphs import missing, printable
from codedesk.services.reviews.identifiers import identifiers
from codedesk.services.reviews.rows import PacketNoteRow, ReviewTextRow
from tests.reports import synthetic


def concerns(row: object) -> list[str]:
    return [point.concern for point in points(row)]  # type: ignore[arg-type]


def test_a_packet_of_whole_data_has_only_its_real_points() -> None:
    assert concerns(synthetic.row()) == ["gaps", "no_standard", "hours_unlikely"]


def test_unlikely_hours_are_asked_about_by_their_day() -> None:
    assert any("Are the hours right on 20 Aug 2026?" in point.text for point in points(synthetic.row()))


def test_nothing_logged_and_nothing_audited_is_the_gravest_point() -> None:
    assert concerns(synthetic.nothing()) == ["missing_pair", "gaps", "no_text"]


def test_a_missing_character_is_named_with_its_place() -> None:
    row = synthetic.row(
        text=ReviewTextRow(ReviewState.DRAFT, "你好", "x", "", "", None, None),
        notes=(PacketNoteRow(date(2026, 7, 20), "praise", "🎉"),),
    )
    found = [point.text for point in points(row) if point.concern == "missing_glyph"]
    assert found[0].startswith("What went well: the paper’s font has no 你 (U+4F60 cjk unified ideograph-4f60), 好")
    assert found[0].endswith("it prints as [U+4F60].")
    assert found[1].startswith("The note of 20 Jul 2026:")


def test_what_the_font_can_show_is_left_as_it_is() -> None:
    words = "≥ ≤ ± → ✓ ✗ – — • … ▲ ▼ ● ■ ☐ ☑ ÷ × − Łódź naïve"
    assert missing(words) == ()
    assert printable(words) == words


def test_letters_and_accents_typed_apart_are_put_together() -> None:
    assert printable("cafe\u0301") == "café"


def test_unusual_spaces_and_line_ends_are_evened() -> None:
    assert printable("a\u2003b\tc\r\nd") == "a b c\nd"
    assert printable("a\x00b") == "a[U+0000]b"


def test_what_looks_like_a_patient_is_warned_about_by_kind_and_never_repeated() -> None:
    row = synthetic.row(notes=(PacketNoteRow(date(2026, 7, 20), "other", "Chart of MRN 0044321, SSN 123-45-6789."),))
    (point,) = [point for point in points(row) if point.concern == "identifier"]
    assert point.text.startswith("The note of 20 Jul 2026: this looks like a social security number and a medical")
    assert "6789" not in point.text and "44321" not in point.text


def test_ordinary_numbers_are_no_identifiers() -> None:
    for words in ("12 of 102 codes, 95.5 %", "2026-Q3, 1,450 charts", "DRG 470, ICD-10 I50.23", "call after 14:30"):
        assert identifiers(words) == ()
    assert identifiers("write to a.diaz@example.org or (555) 010-4477") == ("a telephone number", "an e-mail address")
