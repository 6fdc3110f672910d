"""The log: its owner's alone."""

import logging
import os
from pathlib import Path

import pytest

from codedesk.app.own_log import OwnLog


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_the_log_is_its_owners_alone(tmp_path: Path) -> None:
    log = OwnLog(tmp_path / "codedesk.log", delay=True)
    log.emit(logging.makeLogRecord({"msg": "opened"}))
    log.close()
    assert (tmp_path / "codedesk.log").stat().st_mode & 0o777 == 0o600
