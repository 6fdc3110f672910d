CREATE TABLE year_copy (
    month INTEGER NOT NULL,
    columns BLOB NOT NULL,
    CONSTRAINT pk_year_copy PRIMARY KEY (month)
);
CREATE TABLE audit_year_copy (
    month INTEGER NOT NULL,
    columns BLOB NOT NULL,
    CONSTRAINT pk_audit_year_copy PRIMARY KEY (month)
);
