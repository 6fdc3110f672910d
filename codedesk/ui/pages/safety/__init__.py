"""The Safety page: am I safe, the backups, the check, the file, and who sees what."""
