"""The words that heads of spreadsheets are made of, one table for each field. Data only; heads.py looks them up.

Lower case, "#" is number, "%" is percent, any other sign a blank. A head means the field of the longest of its words.
"""

from collections.abc import Mapping

# The key "-" holds what is never taken, "patient" what may say who a patient is.
HEAD_WORDS: Mapping[str, str] = {
    "date": (
        "date, work date, start date, date worked, worked on, day, coded date, date coded, coding date, "
        "completed date, completion date, date completed, production date, activity date, entry date, spent "
        "date, service date, audit date, review date, date audited, date reviewed, date of review, date of "
        "audit, effective, effective date, effective from, as of, valid from, dos, date of service, datum, "
        "fecha, final coded date, transaction date, jour, tag, date de codage, kodierdatum"
    ),
    "month": (
        "month, period, month year, month of, mo, monat, mes, mois, periode, zeitraum, "
        "fiscal period, fiscal month, accounting period, "
        "reporting period, reporting month, review period"
    ),
    "quarter": "quarter, qtr, fiscal quarter, review quarter, audit quarter, quartal, trimestre",
    "week": (
        "week, week of, week ending, week beginning, week starting, wk, wk of, wk ending, w e, "
        "week start, week end, iso week, calendar week"
    ),
    "weekday": ("weekday, day of week, dow, wochentag"),
    "year": ("year, yr, jahr, fiscal year"),
    "coder": (
        "coder, coder name, coders, name, employee, employee name, staff, staff name, staff member, "
        "associate, user, user name, username, full name, last name, surname, coded by, team member, member, "
        "person, resource, worker, performed by, completed by, coding specialist, specialist, coder assigned, "
        "assigned coder, abstractor, coder initials, mitarbeiter, who, provider of service, coding "
        "professional, assignee, coder reviewed, coder audited, "
        "coding user, coding user name, coder user, coded by user, coding staff, coder full name, resource name, "
        "coder last name, consultant, codeur, codeuse, codeur codeuse, kodierer, kodierfachkraft, kodierkraft, nom, "
        "codificador, bearbeiter, name des kodierers, nom du codeur"
    ),
    "first_name": ("first name, given name, vorname"),
    "work_type": (
        "type, work type, pt type, patient type, pat type, visit type, encounter type, account type, acct "
        "type, chart type, record type, service type, service line, patient class, pt class, class, work "
        "queue, workqueue, wq, queue, queue name, setting, specialty, case type, type of work, type of chart, "
        "line of business, lob, modality, encounter class, discharge type, coding type, base class, bill "
        "type, service, chart category, work category, area, type of record, record category, coding area, fallart, "
        "type de dossier, art, bereich, type de sejour, aktenart, tipo, tipo de expediente"
    ),
    "task": ("project, task, activity, activity type, activity name, task name, project name"),
    "charts": (
        "charts, chart, number charts, number of charts, chart count, count, charts coded, accounts, accounts "
        "coded, accts, number accts, accts coded, records, records coded, number records, number of records, "
        "encounters, encounters coded, number encounters, cases, cases coded, number cases, visits, visits "
        "coded, volume, vol, qty, quantity, total charts, total coded, charts completed, coded, completed, "
        "number coded, number completed, items, claims, total accounts, total records, total encounters, "
        "productivity, production, final coded, cases completed, charts done, account count, record count, "
        "encounter count, case count, anzahl, akten, faelle, falle, dossiers, nombre de dossiers, dossiers codes, "
        "kodierte falle, anzahl falle, fallzahl, sejours, expedientes, transactions, number of accounts, number of "
        "encounters, number of cases"
    ),
    "hours": (
        "hours, hrs, hrs worked, hours worked, productive hours, prod hours, prod hrs, productive hrs, coding "
        "hours, coding hrs, hours coding, time coding, coding time, duration, time h, time decimal, duration "
        "decimal, duration h, hours decimal, worked, worked hours, work hours, total time, time spent, time "
        "worked, hours rounded, hour, hr, time, hours spent, std, stunden, dauer, direct hours, actual hours, "
        "duration hours, productive time, production hours, time hh mm, total time hh mm, duration hh mm, hours hh mm, "
        "elapsed time, elapsed hours, elapsed, heures, heures travaillees, heures de codage, horas, arbeitsstunden, "
        "kodierstunden, duree"
    ),
    "minutes": (
        "minutes, min, mins, total minutes, time min, coding minutes, duration minutes, duration min, minutes "
        "worked, minutes spent, time minutes, minutes coding, active minutes, productive minutes, time spent minutes, "
        "time spent coding minutes, elapsed minutes, time in minutes"
    ),
    "paid": (
        "paid hours, hours paid, paid, paid hrs, total hours, total hrs, shift hours, total hours worked, "
        "total paid hours, payroll hours, kronos hours, clocked hours"
    ),
    "start": ("start, start time, time in, clock in, clocked in, begin, in, from, beginning, begin time, von"),
    "end": ("end, end time, time out, clock out, clocked out, stop, stop time, out, to, finish, ende, bis"),
    "break": ("break, breaks, lunch, break time, pause, meal"),
    "time": (
        "non prod, non prod hrs, non prod hours, non productive, non productive hours, non productive time, "
        "nonproductive, nonproductive hours, nonprod, other time, other hours, meeting, meetings, meeting "
        "hours, mtg, mtgs, training, education, pto, pto hours, vacation, sick, holiday, leave, downtime, "
        "system downtime, admin, email, e mail, emails, queries, query time, huddle, mentoring, precepting, "
        "rebuttal, rebuttals, denials, appeals, in service, inservice, non coding, non coding hours, "
        "indirect, indirect hours, special project, special projects, projects, system down, down time, ceu, "
        "webinar, research, orientation, mtg hrs, meeting hrs, training hrs, education hrs, pto hrs, other "
        "hrs"
    ),
    "category": (
        "other time type, time type, time category, absence type, leave type, reason code, pay code, non prod reason, "
        "non prod code, non prod type, non prod activity, non productive code, non productive type, non productive "
        "activity, non productive reason, other time code, non coding activity, non coding task, time code"
    ),
    "measure": "metric, metrics, measure, measures, indicator, indicators, kpi, kpis",
    "status": ("attendance, absence, attendance status, absent"),
    "note": (
        "note, notes, comment, comments, remark, remarks, description, memo, bemerkung, bemerkungen, "
        "remarque, remarques, commentaire, commentaires, notiz, reason, explanation"
    ),
    "audit": ("audit, audit id, audit name, audit number, audit no, review id, audit reference, review number"),
    "record": (
        "chart number, chart no, chart id, sample number, sample no, sample, reference, ref, ref no, record "
        "number, record no, record id, case number, case no, case id, number, no, item number, line, seq"
    ),
    "auditor": (
        "auditor, audited by, reviewer, reviewed by, qa by, auditor name, reviewer name, validator, qa reviewer"
    ),
    "records": (
        "charts audited, records audited, charts reviewed, records reviewed, number audited, accounts "
        "audited, accounts reviewed, cases audited, cases reviewed, audited, sample size, number reviewed, "
        "encounters audited, encounters reviewed, number of charts audited, number charts audited, number of "
        "charts reviewed, qa charts, audit volume, charts qa d, number of records reviewed, number charts "
        "reviewed, quality charts, audits, audit count, total charts audited, total charts reviewed, number "
        "of audits, accts reviewed, accts audited"
    ),
    "accuracy": (
        "accuracy, accuracy percent, percent accuracy, accuracy rate, score, audit score, quality, quality "
        "percent, quality score, quality rate, acc, coding accuracy, overall accuracy, percent correct, qa "
        "score, acc percent, result, overall score, total score, final score, accuracy score, quality "
        "accuracy, qa percent, dx accuracy, code accuracy, expected accuracy, accuracy standard, quality "
        "standard, accuracy goal, quality goal, accuracy target, percent score, genauigkeit, audit accuracy, "
        "qa accuracy, coding accuracy percent, overall accuracy percent, audit percent, accuracy expectation, "
        "quality expectation, required accuracy, minimum accuracy"
    ),
    "reviewed": (
        "dx reviewed, codes reviewed, total codes, codes audited, number of codes, number codes, total dx, "
        "codes, diagnoses reviewed, total reviewed, codes total, total possible, possible, opportunities, "
        "total codes reviewed, dx audited, total opportunities, codes checked, number of codes reviewed, "
        "possible points, points possible, dx total, total codes audited, number codes reviewed, elements "
        "reviewed, data elements reviewed, codes assigned"
    ),
    "correct": (
        "dx correct, codes correct, correct codes, correct, number correct, total correct, codes agreed, "
        "number of correct codes, codes right, dx right, points earned, points, total codes correct, number "
        "codes correct, elements correct, accurate codes, codes accurate, right"
    ),
    "errors": (
        "errors, total errors, number of errors, number errors, error count, codes in error, incorrect, "
        "incorrect codes, codes incorrect, codes wrong, dx errors, dx incorrect, code errors, coding errors, "
        "number incorrect"
    ),
    "matched": ("matched, codes matched, match, agreed"),
    "revised": ("revised, codes revised, codes changed, changed, dx revised, dx changed, code changes"),
    "added": ("added, codes added, codes missed, missed, missed codes, dx added, omitted, omissions"),
    "deleted": ("deleted, codes deleted, codes removed, removed, dx deleted, overcoded, codes dropped"),
    "records_right": (
        "charts without error, charts correct, records correct, charts error free, accounts correct, error "
        "free charts, clean charts, charts with no errors, cases correct, charts passed"
    ),
    "principal_right": (
        "pdx correct, principal dx correct, principal diagnosis correct, pdx agree, principal dx, pdx, "
        "principal diagnosis, pdx match, pdx right, pdx ok"
    ),
    "drg_right": (
        "drg correct, drg agree, drg match, drg accuracy, drg validated, drg right, ms drg correct, drg ok, drg"
    ),
    "drg_before": (
        "drg orig, original drg, orig drg, coder drg, drg billed, drg coded, coded drg, initial drg, drg "
        "before, billed drg, coders drg, coder ms drg, original ms drg, drg original, drg initial, pre drg, "
        "pre audit drg"
    ),
    "drg_after": (
        "drg rev, revised drg, rev drg, auditor drg, final drg, audited drg, audit drg, drg after, drg "
        "revised, drg final, auditor ms drg, revised ms drg, post drg, post audit drg, recommended drg, drg "
        "audited"
    ),
    "per_hour": (
        "charts per hour, per hour, cph, charts hr, charts hour, standard per hour, per hr, hourly standard, "
        "hourly, charts per hr, standard hr, accounts per hour, records per hour, encounters per hour, hourly "
        "rate, expected per hour"
    ),
    "per_day": (
        "charts per day, per day, cpd, charts day, standard per day, daily standard, daily, charts per 8 hour "
        "day, per 8 hour day, per 8 hours, per 8 hr day, charts per 8 hours, accounts per day, records per "
        "day, daily expectation, encounters per day, charts 8 hrs, daily goal, daily target, expected per day"
    ),
    "per_week": ("charts per week, per week, weekly standard, weekly, cpw, weekly goal, weekly target"),
    "minutes_per_chart": (
        "minutes per chart, min per chart, mins per chart, min chart, minutes chart, avg min per chart, "
        "average minutes per chart, minutes per record, minutes per account, minutes per encounter, minutes "
        "each, average minutes, time per chart, min per account, min record, minutes per case"
    ),
    "-": (
        "percent of std, percent std, percent of standard, percent standard, productivity percent, percent "
        "productivity, percent to goal, percent of goal, pace, goal, target, standard, variance, diff, "
        "difference, emp id, employee id, id, user id, department, dept, facility, location, site, hospital, "
        "client, client name, email address, billable, billable amount, amount, amount usd, rate, hourly rate "
        "usd, tags, tag, invoiced, invoice id, cost, cost rate, cost amount, currency, group, groups, roles, "
        "team, manager, supervisor, project code, project id, task id, approved, external reference url, "
        "billable rate usd, billable amount usd, billable rate, cost per hour, met, met not met, pass fail, "
        "avg time min, avg time, average time, avg los, pended, number pended, queried, number queried, on hold, "
        "backlog, unbilled, "
        "pass, rank, ranking, average, avg, mean, charts per hour actual, actual cph, actual charts per hour, "
        "workspace, is billable, customer, exported, hourly price, fixed price, internal price, billable "
        "hours, hours budget, end date, date of birth, discharge date, admit date, admission date, "
        "discharged, los, payer, financial class, payment, charges, cmi, weight, status, badge, "
        "email, productivity score, percent productive, utilization, percent utilization, std percent, "
        "percent of target, expected, expected charts, invoiced amount, department name, hourly wage, billing "
        "status, employee type, work email, trend, ytd, ytd percent, last month, prior, previous"
    ),
    "patient": (
        "acct, acct number, acct no, account, account number, account no, mrn, medical record, medical record "
        "number, mr number, fin, fin number, csn, har, encounter number, encounter id, encounter no, visit "
        "number, visit no, visit id, patient, patient name, pt name, patient id, claim number, claim id, dob, "
        "har number, csn number, patient account, patient account number, account id, hospital account, "
        "medicare id, mbi, ssn"
    ),
}
# Work types as their heads are written where the department does not know them yet.
TYPE_WORDS = (
    "ip, op, sds, ed, er, obs, ob, inpatient, outpatient, emergency, emergency department, observation, "
    "ambulatory, same day surgery, day surgery, surgery, clinic, clinics, profee, pro fee, professional, "
    "ancillary, ancillaries, rehab, psych, newborn, recurring, series, radiology, rad, lab, cardiology, "
    "infusion, snf, home health, hcc, e m, em, oncology, inpt, outpt, endo, endoscopy, gi, cath lab, wound "
    "care, therapy, pt, ot, diagnostic, asc, ip rehab, ltac, dialysis, inpatient coding, outpatient coding, "
    "ed coding, amb surg, ambulatory surgery, pathology, interventional radiology, ir, ed facility, ed "
    "profee, inp, out, primary care, specialty clinic, telehealth, op surgery, outpatient surgery, medicare "
    "ip"
)
# Words in the place of a number: the other time that they mean; then those that only say that nothing stands there.
_ABSENCES = {
    "PTO": ("pto, vacation, vac, annual leave, al, personal, leave, fmla, bereavement, v, p"),
    "sick": ("sick, sick leave, sl, ill, s"),
    "holiday": ("holiday, hol, h"),
}
_NOTHING = (
    "off, n a, na, x, none, closed, loa, not scheduled, ns, tbd, pending, weekend, no work, null, absent, day "
    "off, rdo, not audited, no audit, nil, not reviewed"
)
ABSENT_WORDS: Mapping[str, str] = {
    **{word: kind for kind, words in _ABSENCES.items() for word in words.split(", ")},
    **dict.fromkeys(["", *_NOTHING.split(", ")], ""),
}
RIGHT_WORDS = frozenset(
    ["y", "yes", "ok", "pass", "correct", "agree", "right", "true", "1", "match", "met", "agreed", "✓", "✔"]
)
WRONG_WORDS = frozenset(
    ["n", "no", "fail", "incorrect", "disagree", "wrong", "false", "0", "error", "not met", "x", "✗", "✘", "e"]
)
# What is one thing under several names: a text in one group may mean a name of the department in the same group.
ALIKE: Mapping[str, tuple[str, ...]] = {
    "category": (
        "pdx, principal dx, principal diagnosis, primary diagnosis, primary dx",
        "drg, ms drg, drg assignment",
        "sdx, secondary dx, secondary diagnosis other, secondary diagnosis, secondary diagnoses",
        "cc, secondary diagnosis cc",
        "mcc, secondary diagnosis mcc",
        "procedure pcs, pcs, procedure, procedures, px, icd 10 pcs",
        "cpt hcpcs, cpt, hcpcs, cpt code, cpt codes",
        "modifier, modifiers, mod",
        "poa, present on admission, poa indicator",
        "discharge disposition, disposition, dispo, dc disposition",
        "e m level, e m, em level, level, em",
        "abstracting, abstract, abstraction",
    ),
    "work_type": (
        ("ip, inpatient, inpt, inpatients, inpatient coding, inpatient facility, acute care, acute inpatient, inp"),
        "ed, er, emergency, emergency department, emergency room, ed coding, ed facility",
        ("sds, same day surgery, day surgery, ambulatory surgery, amb surg, asc, outpatient surgery, op surgery, asu"),
        "op, outpatient, outpt, outpatient coding, ambulatory, outpatients",
        "obs, observation, observation stay",
        "pf, profee, pro fee, professional, professional fee, physician",
        "rad, radiology, imaging, diagnostic imaging",
        "clinic, clinics, clinic visit, clinic visits",
        "anc, ancillary, ancillaries",
    ),
    "time_category": (
        (
            "meeting, meetings, mtg, mtgs, staff meeting, huddle, meeting hours, meeting hrs, team meeting, "
            "mtg hrs, staff mtg"
        ),
        (
            "education, training, in service, inservice, ceu, webinar, training hours, training hrs, "
            "education hrs, learning"
        ),
        "system downtime, downtime, down time, system down, system issues, epic downtime",
        "audit rebuttal, rebuttal, rebuttals",
        "denials and appeals, denials, appeals, denial, appeal",
        "project, projects, special project, special projects",
        "queries to providers, queries, query, query time, provider queries, physician queries",
        "e mail, email, emails, admin, administrative",
        "mentoring, precepting, preceptor, training others",
        "pto, vacation, paid time off, annual leave, pto hours, pto hrs, leave, time off, vacation day",
        "holiday, public holiday",
        "sick, sick leave, sick time",
    ),
}
