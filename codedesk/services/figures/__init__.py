"""Figures of a period: the rows that they need read into frames, and the blocks that leave. Formulas are in metrics."""
