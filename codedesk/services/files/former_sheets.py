"""The open file of former names: what something was called before, so that older files still find it."""

from codedesk import models
from codedesk.services.files.columns import day, word
from codedesk.services.files.shapes import CsvColumn, CsvSheet

# The word of the file, the noun of the names, and the column of the table.
KINDS = (
    ("coder", "coder", "coder_id"),
    ("work_type", "work_type", "work_type_id"),
    ("time_category", "time_category", "time_category_id"),
    ("finding_category", "category", "finding_category_id"),
    ("root_cause", "root_cause", "root_cause_id"),
    ("severity", "severity", "severity_id"),
)
FORMER_NAMES = CsvSheet(
    "former_names.csv",
    (
        word("kind", tuple(kind for kind, _, _ in KINDS)),
        CsvColumn("former_name", "name"),
        CsvColumn("name", "name"),
        day("until", optional=True),
    ),
    models.FormerName,
    key=("kind", "former_name"),
)
