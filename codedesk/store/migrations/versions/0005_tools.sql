CREATE TABLE event (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    kind VARCHAR NOT NULL,
    work_type_id INTEGER,
    coder_id INTEGER,
    text VARCHAR NOT NULL,
    rebase BOOLEAN NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT ck_event_kind_known CHECK (kind IN ('go_live', 'tool', 'downtime', 'guideline_change', 'staffing', 'documentation', 'standard_change', 'other')),
    CONSTRAINT ck_event_text_given CHECK (length(text) > 0),
    CONSTRAINT ck_event_to_after_from CHECK (to_day IS NULL OR to_day >= from_day),
    CONSTRAINT fk_event_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id),
    CONSTRAINT fk_event_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE INDEX ix_event_coder_id ON event (coder_id);
CREATE INDEX ix_event_from_day ON event (from_day);
CREATE INDEX ix_event_work_type_id ON event (work_type_id);
