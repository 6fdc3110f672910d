"""Patient identifiers in text: what is warned about, and ordinary coding text that must raise no alarm."""

import pytest

from codedesk.models.reviews import AgreementDraft
from codedesk.services.reviews.identifiers import identifiers, warning, warning_in

FOUND = [
    ("SSN 123-45-6789 on the face sheet", "a social security number"),
    ("ssn: 123456789", "a social security number"),
    ("see MRN 00482913", "a medical record number"),
    ("MRN: A204913", "a medical record number"),
    ("MR# 448120", "a medical record number"),
    ("medical record number 7781234", "a medical record number"),
    ("patient id 5512345", "a medical record number"),
    ("DOB 03/05/1961", "a date of birth"),
    ("dob: 1961-03-05", "a date of birth"),
    ("date of birth 5 March 1961", "a date of birth"),
    ("born on March 5, 1961", "a date of birth"),
    ("patient born 1961", "a date of birth"),
    ("call (555) 010-4477", "a telephone number"),
    ("555-010-4477", "a telephone number"),
    ("+1 555 010 4477", "a telephone number"),
    ("tel 5550104477", "a telephone number"),
    ("write to a.diaz@example.org", "an e-mail address"),
]
ORDINARY = [
    "99213", "99213-25", "99214 instead of 99213, modifier 25 missing", "I10, E11.9 and Z79.4", "E11.9 → E11.65",
    "S72.001A sequenced before W19.XXXA", "DRG 470 became 469", "MS-DRG 871/872", "0SR90JZ and 0SRB0JZ",
    "HCPCS J1885 × 2 units", "G0439, G0444-59", "CPT 36415, 80053, 85025", "MR 70551 without contrast",
    "MRI brain 70553, MRA 70544", "POA indicator Y on 4 of 12", "NDC 0003-0293-28", "NDC 50242-040-62",
    "newborn 99460, born at 39 weeks, Z38.00", "born in the hospital, liveborn Z38.00, 2 records",
    "DOB missing in 12 charts", "date of birth left out of 3 reports", "date of service 07/03/2026",
    "dates of service 2026-07-01 to 2026-09-30", "DOS 7/3/26 and 7/4/26", "Q3 2026: 118.3 % and 90.4 %",
    "1,204 charts in 163.5 hours", "12 of 30 records, 93.14 %", "audit 2026-07-14 #3", "Coding Clinic 2Q 2024 pp. 5-7",
    "AHA CC 1st quarter 2023, page 12", "pager rota 8-4, room 210", "E&M level 4 → level 3, −$ 45.50",
    "claim reopened twice, 14 Jul 2026", "record 10023 of the worksheet", "HCC 18, 19 and 85", "RAF 1.204 → 1.118",
    "APC 5072, status T", "ICD-10-PCS 4A023N7", "revenue code 0450", "at 8:00–16:30, 7.5 h", "8 h × 5 = 40 h",
    "payments 4,550.00 and 3,900.00", "CC/MCC: J96.01, N17.9, E43", "version 41.1 of the grouper",
    "Asked for the cardiology course; 2.5 hours by 30 Sep 2026", "phone calls took 45 minutes a day",
    "e-mail on Mondays only", "type of bill 131, condition code 44", "LCD L33718, NCD 20.29",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_an_identifier_is_named_by_its_kind_and_not_repeated(text: str, kind: str) -> None:
    assert identifiers(text) == (kind,)
    assert kind in warning(text)
    assert text not in warning(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_coding_text_raises_no_alarm(text: str) -> None:
    assert identifiers(text) == ()
    assert warning(text) == ""


def test_not_one_false_alarm_in_all_of_it_together() -> None:
    assert identifiers("\n".join(ORDINARY)) == ()


def test_a_draft_is_looked_at_in_all_its_texts() -> None:
    drafts = (AgreementDraft(goal="No week over 40 hours"), AgreementDraft(goal="Ask", support="call 555-010-4477"))
    assert "a telephone number" in warning_in(drafts)
    assert warning_in("went_well", drafts[:1]) == ""
