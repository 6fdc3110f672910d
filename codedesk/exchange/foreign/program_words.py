"""The words that programs write over the columns of their exports, beside those of people. Data only."""

from collections.abc import Mapping

PROGRAM_WORDS: Mapping[str, str] = {
    "charts": (
        "abstracts, abstracts completed, abstracted, number abstracted, records abstracted, number of abstracts, "
        "tot charts, actual, actual charts, actual count, actual volume, actual coded, charts actual"
    ),
    "paid": "netto, netto h, netto stunden, nettozeit, arbeitszeit, arbeitsstunden, ist stunden, istzeit",
    "start": "kommen, beginn, in 1, in 2, in 3, in1, in2, in3, time in 1, time in 2, clock in 1, clock in 2, punch in",
    "end": "gehen, out 1, out 2, out 3, out1, out2, out3, time out 1, time out 2, clock out 1, clock out 2, ended at",
    "coder": (
        "your name, author, codierer, kodierer, kodierkraft, codeur, codificador, worker, "
        "lname, user login, login, login name, coder username, coder login, worker name"
    ),
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
    "date": "coded date time, coding date time, date time coded, completed on, work day, date of work",
    "hours": "temps h, temps, heures, horas, temps en heures, duree, zeit h, zeit",
    "-": (
        "timestamp, days worked, days, number of days, working days, estimate, estimated, estimated hours, time zone, "
        "disch date, dc date, discharge date time, admit date time, adm date, bill date, billed date, posted date, "
        "timezone, spent, organization, hourly rate, internal price, account number of customer, order number, vat id, "
        "account key, account name, account lead, account category, account customer, issue key, issue type, "
        "issue status, parent key, reporter, component, all components, version name, project key, external hours, "
        "billed hours, issue original estimate, issue remaining estimate, payroll id, employee export code, "
        "area export code, location code, tz, approved status, total cost"
    ),
    "minutes": "tot min, tot mins, total min, total mins, tot minutes, productive mins, min worked",
}
