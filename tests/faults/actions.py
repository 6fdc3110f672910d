"""All actions, by name."""

from tests.faults.action import Action
from tests.faults.desk_actions import ON_DESK
from tests.faults.encrypted_actions import ON_ENCRYPTED
from tests.faults.file_actions import ON_FILES
from tests.faults.passphrase_actions import ON_PASSPHRASES

ACTIONS: dict[str, Action] = {action.name: action for action in (*ON_DESK, *ON_FILES, *ON_PASSPHRASES, *ON_ENCRYPTED)}
