"""The upgrades of the department file, one revision after another. Nothing here is ever edited after a release."""
