"""The words of scoring methods: one home, every method whole, nothing heavy loaded with them."""

import subprocess
import sys

from codedesk import methods


def test_every_method_that_can_be_stored_has_all_its_words() -> None:
    for words in (methods.FORMULAS, methods.PRINTED_FORMULAS, methods.UNITS):
        assert tuple(words) == methods.METHODS == tuple(methods.Method)
    assert methods.method_words("drg") == methods.Method.DRG.words == "DRG accuracy"


def test_the_words_load_nothing_heavy() -> None:
    code = "import sys, codedesk.methods; print('numpy' in sys.modules or 'sqlmodel' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"
