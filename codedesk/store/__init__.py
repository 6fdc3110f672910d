"""Where it lives: the department file: opened, checked, locked, upgraded, backed up, restored, and its history."""
