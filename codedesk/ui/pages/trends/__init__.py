"""The Trends page: the team, a work type or a coder over any span; everybody side by side; chance, mix and balance."""
