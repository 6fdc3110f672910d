"""Spreadsheets of any form: a file becomes pages of cells, a map says what they mean, lines of open files are made.

In this order; each step knows only those before it:

1. A file to a book (opening.py; what comes out is book.py). Text: tables.py, fixed_places.py, markup.py, json_rows.py;
   workbooks are read by a child (exchange/workbooks). Several tables on a sheet: side_by_side.py, stacked.py.
2. A cell as a value: values.py, with beside_numbers.py, weeks.py, periods.py, calendars.py, levels.py, numerals.py.
3. What stands where, guessed (guessing.py; what comes out is maps.py and guesses.py). Heads: head_rows.py, heads.py,
   words.py, program_words.py. Columns: columns.py, counts_across.py, kinds.py. Around the table: page_words.py,
   contexts.py. Rows: rows.py, doubles.py. How values are written: formats.py. Names: named.py, matching.py.
4. By the map to lines (translating.py; what comes out is translations.py). strips.py puts each row under what it is
   about; day_facts.py, chart_facts.py and other_facts.py make the lines; sums.py compares totals; not_kept.py says what
   has no place.

What to change: a word over a column that is not known: words.py, or program_words.py where a program writes it. A cell
that is misread: values.py or beside_numbers.py. A row that is wrongly left out or taken: rows.py. A layout that is not
seen: a page of its own in step 1 if it can be cut, else heads and columns of step 3. Each layout has a small sheet of
its own in tests/exchange/foreign.
"""
