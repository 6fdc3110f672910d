CREATE TABLE confirmed_mark (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER,
    day DATE NOT NULL,
    work_type_id INTEGER,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_confirmed_mark PRIMARY KEY (id),
    CONSTRAINT ck_confirmed_mark_of_something CHECK (coder_id IS NOT NULL OR work_type_id IS NOT NULL),
    CONSTRAINT fk_confirmed_mark_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_confirmed_mark_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_confirmed_mark_day ON confirmed_mark (day);
CREATE INDEX ix_confirmed_mark_coder_id ON confirmed_mark (coder_id);
CREATE UNIQUE INDEX uq_confirmed_mark_coder_id_day_work_type_id_kind_value ON confirmed_mark (coder_id, day, work_type_id, kind, value) WHERE voided = false;
