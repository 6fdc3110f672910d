"""A figure that leaves the program: what stands on it, in its order, and the words around it. Nothing is drawn here.

Whatever leaves carries pace and accuracy together: a chart of one is never alone in it.
"""

from dataclasses import dataclass
from datetime import date

from codedesk.charts import findings
from codedesk.charts.balance import Balance
from codedesk.charts.funnel import Funnel
from codedesk.charts.multiples import Multiples
from codedesk.charts.picture import AltTable, Chart
from codedesk.charts.shares import Stacks
from codedesk.metrics.figures import Paired

Drawn = Chart | Funnel | Multiples | Stacks | Balance


@dataclass(frozen=True, slots=True)
class Figure:
    """What is copied, saved or printed: its title, whose and of when, the charts, words below, and the table behind.

    name is that of its file. paired: pace and accuracy of whose figure it is; they stand at its foot in any case.
    """

    name: str
    title: str
    who: str
    when: str
    parts: tuple[Drawn, ...]
    notes: tuple[str, ...]
    table: AltTable
    paired: Paired
    department: str
    version: str
    made_on: date
    sample: bool
    paper: str

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The table as rows of cells, under its title and above the pair of the whole span."""
        pair = f"{self.who}, whole span: {findings.pair_words(self.paired)}"
        return (self.title,), (f"{self.who} · {self.when}",), self.table.header, *self.table.rows, (pair,)
