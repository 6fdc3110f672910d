"""Pictures are plain values, and what costs time in them is made when somebody looks at it."""

from datetime import date

from codedesk.charts.picture import AltTable, Point


def test_the_rows_of_a_table_are_made_once_and_only_when_they_are_asked_for() -> None:
    asked: list[str] = []

    def rows() -> tuple[tuple[str, ...], ...]:
        asked.append("rows")
        return (("6 Jul 2026", "95.0 %"),)

    table = AltTable.later(("Week of", "Pace"), rows)
    assert table.header == ("Week of", "Pace") and asked == []
    assert table.text == "Week of\tPace\n6 Jul 2026\t95.0 %" and table.rows == (("6 Jul 2026", "95.0 %"),)
    assert asked == ["rows"]


def test_two_tables_that_say_the_same_are_equal_however_they_were_made() -> None:
    plain = AltTable(("Week of",), (("6 Jul 2026",),))
    later = AltTable.later(("Week of",), lambda: (("6 Jul 2026",),))
    assert plain == later and hash(plain) == hash(later) and repr(plain) == repr(later)
    assert plain != AltTable(("Week of",), ()) and plain != "Week of"


def test_the_words_of_a_point_are_put_together_when_it_is_looked_at() -> None:
    asked: list[int] = []

    def words() -> tuple[str, ...]:
        asked.append(1)
        return ("Pace 95.0 %; accuracy: not audited that week",)

    point = Point(date(2026, 7, 6), 0.95, said=words)
    assert asked == []
    assert point.words == words() and Point(date(2026, 7, 6), 0.95, said=("Pace",)).words == ("Pace",)
