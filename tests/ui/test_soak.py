"""Qt for hours in a second: a PySide that loses references ends its process in the end; a short test never sees it."""

import os
import subprocess
import sys

CALLS, EMITS = 40_000, 40_000
SOAK = f"""
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rung = Signal(bool)

app, label, bell, heard = QApplication([]), QLabel(), Bell(), []
bell.rung.connect(heard.append)
for number in range({CALLS}):
    assert label.setText(str(number)) is None
for number in range({EMITS}):
    bell.rung.emit(True)
print(label.text(), len(heard))
"""


def test_tens_of_thousands_of_calls_and_signals_leave_the_process_alive() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", SOAK], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, [str(CALLS - 1), str(EMITS)]), done.stderr
