"""The open files: what each holds, lines to rows, the plan of an import, everything given out."""
