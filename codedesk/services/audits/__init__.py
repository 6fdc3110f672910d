"""Audits: entered, scored, answered; planned, drawn, measured against the policy; what they teach, and their papers."""
