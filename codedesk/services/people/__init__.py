"""The people of the team: coders, their schedules and calendar, conversations, education, check-ins, well-being."""
