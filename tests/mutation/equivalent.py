"""Faults that change nothing, each with the reason: looked at one by one, no test can catch them.

They are found by their words, whatever line they stand in; a reason stays true only while the code around it does.
"""

_DUST = "between what rounding leaves and the least that can be entered lie powers of ten: any line between does"
_KEYS = "only packs two numbers into one key, which is as unique with more room"
_NOT_READ = "stands where nothing was done or said, and is weighed by nothing"
_EMPTY = "a group that nobody is in is drawn to 0, and read by no point"
_GONE = "what holds from the same day on is gone already"
_WHOLE = "charts are whole numbers: none lies between"
_WITHIN = "the limits lie within by themselves: the bound only takes what rounding leaves"

EQUIVALENT: dict[str, str] = {
    "codedesk/metrics/accuracy_changes.py accuracy_changes: 1 → 2": "an auditor of whom there is no audit is not new",
    "codedesk/metrics/audit_points.py _counts: -1 → --1": _EMPTY,
    "codedesk/metrics/audit_points.py _counts: 1 → 2": _EMPTY,
    "codedesk/metrics/audits.py _from_records: -1 → --1": _KEYS,
    "codedesk/metrics/audits_alone.py _wilson: 1.0 → 1.25": _WITHIN,
    "codedesk/metrics/betas.py _fraction: change - 1 → change + 1": "goes on after it has settled, to the same value",
    "codedesk/metrics/betas.py beta_below: 1.0 → 1.25": _WITHIN,
    "codedesk/metrics/betas.py beta_point: step <= high → step < high": "onto an end it is halved, to the same value",
    "codedesk/metrics/betas.py beta_point: 1e-16 → 1.25e-16": "1 less either is the same number",
    "codedesk/metrics/of_many.py holds: rest_den <= TINY → rest_den < TINY": _DUST,
    "codedesk/metrics/design_effect.py the module: 1e-09 → 1.25e-09": _DUST,
    "codedesk/metrics/design_effect.py spread_of: 0.5 → 0.625": _WHOLE,
    "codedesk/metrics/design_effect.py worth: 0.5 → 0.625": _WHOLE,
    "codedesk/metrics/design_effect.py worth: own.records + others.records < 0.5 → "
    "own.records + others.records <= 0.5": _WHOLE,
    "codedesk/metrics/design_effect.py steps: found.away is None or found.alike is None or found.effect is None → "
    "found.away is None and found.alike is None and (found.effect is None)": "all three are None together, or none is",
    "codedesk/metrics/histories.py the module: 1e-09 → 1.25e-09": _DUST,
    "codedesk/metrics/intervals.py evidence: low >= standard - DUST → low > standard - DUST": _DUST,
    "codedesk/metrics/intervals.py evidence: high < standard - DUST → high <= standard - DUST": _DUST,
    "codedesk/metrics/intervals.py observed: value >= standard - DUST → value > standard - DUST": _DUST,
    "codedesk/metrics/levels.py the module: 1e-09 → 1.25e-09": _DUST,
    "codedesk/metrics/levels.py levelled: 1.0 → 1.25": _NOT_READ,
    "codedesk/metrics/levels.py _rates: 20 → 21": "margins that are fitted in turn have settled long before",
    "codedesk/metrics/mix_explained.py _points: value < 0 → value <= 0": "nothing has no sign already",
    "codedesk/metrics/small_samples.py _team: more > _DUST → more >= _DUST": _DUST,
    "codedesk/metrics/share_ratios.py the module: 1e-09 → 1.25e-09": _DUST,
    "codedesk/metrics/standards.py with_one: self.from_day > one.from_day → self.from_day >= one.from_day": _GONE,
    "codedesk/metrics/type_hours.py the module: 1e-06 → 1.2499999999999999e-06": _DUST,
    "codedesk/metrics/type_hours.py table: 1.0 → 1.25": "nothing, divided by whatever it is",
    "codedesk/metrics/type_hours.py _unsplit: 1.0 → 1.25": _NOT_READ,
}
