"""CodeDesk: pace and accuracy together, for the manager of a medical coding team."""

__version__ = "0.1.0"
