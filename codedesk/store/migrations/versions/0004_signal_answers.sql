CREATE TABLE signal_answer (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER,
    work_type_id INTEGER,
    measure VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    mark VARCHAR NOT NULL,
    way VARCHAR NOT NULL,
    since DATE NOT NULL,
    until DATE,
    size FLOAT,
    about VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    said_by VARCHAR NOT NULL,
    said_on DATE NOT NULL,
    in_packet BOOLEAN NOT NULL,
    CONSTRAINT pk_signal_answer PRIMARY KEY (id),
    CONSTRAINT ck_signal_answer_way_known CHECK (way IN ('', 'up', 'down')),
    CONSTRAINT ck_signal_answer_measure_given CHECK (length(measure) > 0),
    CONSTRAINT ck_signal_answer_words_given CHECK (length(words) > 0),
    CONSTRAINT ck_signal_answer_until_after_since CHECK (until IS NULL OR until >= since),
    CONSTRAINT fk_signal_answer_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_signal_answer_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_signal_answer_coder_id ON signal_answer (coder_id);
CREATE INDEX ix_signal_answer_work_type_id ON signal_answer (work_type_id);
