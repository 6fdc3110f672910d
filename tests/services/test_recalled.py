"""Answers that are kept by what they were made from: equal parts, the same answer, and never another one."""

from weakref import ref

from codedesk.services.cache import Recalled, Same


class Counted:
    """Makes answers, and counts how many."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_an_answer_is_found_again_by_what_it_was_made_from() -> None:
    recalled, make = Recalled(4), Counted()
    assert [recalled.get(key, make) for key in ("a", "b", "a", "b")] == [1, 2, 1, 2]


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    recalled, make = Recalled(2), Counted()
    for key in ("a", "b", "a", "c"):
        recalled.get(key, make)
    assert recalled.get("a", make) == 1
    assert recalled.get("b", make) == 4


def test_of_a_name_only_the_last_answer_is_held() -> None:
    recalled, make = Recalled(4), Counted()
    assert [recalled.last("ana", key, make) for key in ("x", "x", "y", "x")] == [1, 1, 2, 3]
    assert recalled.last("bo", "x", make) == 4
    assert recalled.last("ana", "x", make) == 3


def test_names_that_were_asked_for_longest_ago_are_let_go_too() -> None:
    recalled, make = Recalled(2), Counted()
    for name in ("ana", "bo", "ana", "cleo"):
        recalled.last(name, "x", make)
    assert recalled.last("ana", "x", make) == 1
    assert recalled.last("bo", "x", make) == 4


def test_the_same_objects_are_told_from_equal_ones() -> None:
    one, equal = [1], [1]
    assert Same(one, None) == Same(one, None)
    assert hash(Same(one)) == hash(Same(one))
    assert Same(one) != Same(equal)
    assert Same(one) != Same(one, one)


def test_what_is_gone_is_not_held_by_an_answer_that_was_made_from_it() -> None:
    recalled, audits, another = Recalled(4), Counted(), Counted()
    before = ref(audits)
    assert recalled.last("ana", Same(audits), Counted()) == 1
    assert recalled.last("ana", Same(audits), Counted()) == 1
    made_from = Same(audits)
    del audits
    assert before() is None
    assert made_from not in (Same(another), Same(None), Same())
