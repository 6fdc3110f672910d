"""The words that programs write over the columns of their exports, beside those of people. Data only."""

from collections.abc import Mapping

PROGRAM_WORDS: Mapping[str, str] = {
    "charts": (
        "abstracts, abstracts completed, abstracted, number abstracted, records abstracted, number of abstracts, "
        "tot charts"
    ),
    "coder": "lname, user login, login, login name, coder username, coder login, worker name",
    "errors": (
        "disagreed, disagree, disagreements, number disagreed, codes disagreed, total disagreed, "
        "number of disagreements, discrepancies, codes not agreed"
    ),
    "matched": "agreements, number agreed, total agreed, codes in agreement, number of agreements",
    "week": (
        "pay period ending, pay period end, pay period end date, period ending, period end, period end date, "
        "week ending date, week end date, pay period, pay period begin, period start, period begin"
    ),
    "first_name": "fname, first, employee first name",
    "task": "jobcode, jobcode 1, job code, job, labor level, cost center name",
    "seconds": "seconds, sec, secs, duration seconds, time spent seconds, elapsed seconds, elapsed sec, total seconds",
    "-": (
        "account key, account name, account lead, account category, account customer, issue key, issue type, "
        "issue status, parent key, reporter, component, all components, version name, project key, external hours, "
        "billed hours, issue original estimate, issue remaining estimate, payroll id, employee export code, "
        "area export code, location code, tz, approved status, total cost"
    ),
    "minutes": "tot min, tot mins, total min, total mins, tot minutes, productive mins, min worked",
}
