"""The open files of rework and of work that waits."""

from codedesk import models
from codedesk.services.files.columns import columns_of
from codedesk.services.files.shapes import CsvSheet

BACKLOG = CsvSheet("backlog.csv", columns_of(models.Backlog), models.Backlog, key=("date", "work_type"))
HOLDS = CsvSheet(
    "holds.csv", columns_of(models.Hold), models.Hold, key=("date", "work_type", "reason", "provider_group")
)
REVENUE = CsvSheet("revenue.csv", columns_of(models.Revenue), models.Revenue, key=("from", "to"))
TURNAROUND = CsvSheet(
    "turnaround.csv",
    columns_of(models.ChartWait),
    models.ChartWait,
    key=("work_type", "discharged", "available", "coded"),
)
SCENARIOS = CsvSheet("scenarios.csv", columns_of(models.ScenarioPart), models.ScenarioPart)
STAFFING = CsvSheet("staffing.csv", columns_of(models.StaffingRequest), models.StaffingRequest, key=("from", "to"))
REWORK = CsvSheet("rework.csv", columns_of(models.Rework), models.Rework)

FLOW = (REWORK, BACKLOG, HOLDS, REVENUE, TURNAROUND, SCENARIOS, STAFFING)
