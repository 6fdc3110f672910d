CREATE TABLE month_sum (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    month DATE NOT NULL,
    coder_id INTEGER NOT NULL,
    work_type_id INTEGER,
    charts INTEGER,
    hours FLOAT,
    CONSTRAINT pk_month_sum PRIMARY KEY (id),
    CONSTRAINT ck_month_sum_charts_not_negative CHECK (charts IS NULL OR charts >= 0),
    CONSTRAINT ck_month_sum_hours_range CHECK (hours IS NULL OR (hours >= 0 AND hours <= 744.0)),
    CONSTRAINT ck_month_sum_charts_with_work_type CHECK ((charts IS NULL) = (work_type_id IS NULL)),
    CONSTRAINT ck_month_sum_hours_or_charts CHECK (hours IS NOT NULL OR charts IS NOT NULL),
    CONSTRAINT fk_month_sum_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_month_sum_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_month_sum_coder_id ON month_sum (coder_id);
CREATE INDEX ix_month_sum_month ON month_sum (month);
CREATE INDEX ix_month_sum_work_type_id ON month_sum (work_type_id);
CREATE UNIQUE INDEX uq_month_sum_coder_id_month_work_type_id ON month_sum (coder_id, month, work_type_id) WHERE voided = false;
