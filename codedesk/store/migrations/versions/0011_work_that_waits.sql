CREATE TABLE rework (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    day DATE NOT NULL,
    coder_id INTEGER,
    work_type_id INTEGER NOT NULL,
    charts INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    cause VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    at_stake BIGINT,
    recovered BIGINT,
    resolved DATE,
    CONSTRAINT pk_rework PRIMARY KEY (id),
    CONSTRAINT ck_rework_charts_not_negative CHECK (charts >= 0),
    CONSTRAINT ck_rework_source_known CHECK (source IN ('denial', 'claim_edit', 'query', 'internal')),
    CONSTRAINT ck_rework_cause_known CHECK (cause IN ('coder', 'documentation', 'system', 'payer')),
    CONSTRAINT ck_rework_outcome_known CHECK (outcome IN ('open', 'corrected', 'upheld', 'overturned', 'written_off')),
    CONSTRAINT ck_rework_at_stake_not_negative CHECK (at_stake IS NULL OR at_stake >= 0),
    CONSTRAINT ck_rework_recovered_not_negative CHECK (recovered IS NULL OR recovered >= 0),
    CONSTRAINT ck_rework_coder_of_error CHECK (cause <> 'coder' OR coder_id IS NOT NULL),
    CONSTRAINT ck_rework_resolved_after CHECK (resolved IS NULL OR resolved >= day),
    CONSTRAINT fk_rework_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_rework_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_rework_coder_id ON rework (coder_id);
CREATE INDEX ix_rework_day ON rework (day);
CREATE INDEX ix_rework_work_type_id ON rework (work_type_id);
CREATE TABLE backlog (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    day DATE NOT NULL,
    work_type_id INTEGER NOT NULL,
    waiting INTEGER,
    received INTEGER,
    covers VARCHAR NOT NULL,
    dollars BIGINT,
    oldest INTEGER,
    CONSTRAINT pk_backlog PRIMARY KEY (id),
    CONSTRAINT ck_backlog_waiting_not_negative CHECK (waiting IS NULL OR waiting >= 0),
    CONSTRAINT ck_backlog_received_not_negative CHECK (received IS NULL OR received >= 0),
    CONSTRAINT ck_backlog_covers_known CHECK (covers IN ('day', 'week')),
    CONSTRAINT ck_backlog_dollars_not_negative CHECK (dollars IS NULL OR dollars >= 0),
    CONSTRAINT ck_backlog_oldest_range CHECK (oldest IS NULL OR (oldest >= 0 AND oldest <= 3650)),
    CONSTRAINT ck_backlog_given CHECK (waiting IS NOT NULL OR received IS NOT NULL OR dollars IS NOT NULL OR oldest IS NOT NULL),
    CONSTRAINT fk_backlog_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_backlog_day ON backlog (day);
CREATE INDEX ix_backlog_work_type_id ON backlog (work_type_id);
CREATE UNIQUE INDEX uq_backlog_day_work_type_id ON backlog (day, work_type_id) WHERE voided = false;
CREATE TABLE hold (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    day DATE NOT NULL,
    work_type_id INTEGER,
    reason VARCHAR NOT NULL,
    provider_group VARCHAR NOT NULL,
    charts INTEGER NOT NULL,
    late INTEGER,
    oldest INTEGER,
    CONSTRAINT pk_hold PRIMARY KEY (id),
    CONSTRAINT ck_hold_reason_known CHECK (reason IN ('query', 'document', 'question', 'edit', 'system')),
    CONSTRAINT ck_hold_charts_not_negative CHECK (charts >= 0),
    CONSTRAINT ck_hold_late_not_negative CHECK (late IS NULL OR late >= 0),
    CONSTRAINT ck_hold_oldest_range CHECK (oldest IS NULL OR (oldest >= 0 AND oldest <= 3650)),
    CONSTRAINT ck_hold_late_of_held CHECK (late IS NULL OR late <= charts),
    CONSTRAINT fk_hold_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_hold_day ON hold (day);
CREATE INDEX ix_hold_work_type_id ON hold (work_type_id);
CREATE UNIQUE INDEX uq_hold_day_work_type_id_reason_provider_group ON hold (day, work_type_id, reason, provider_group) WHERE voided = false;
CREATE TABLE revenue (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    dollars BIGINT,
    cost BIGINT,
    CONSTRAINT pk_revenue PRIMARY KEY (id),
    CONSTRAINT ck_revenue_dollars_not_negative CHECK (dollars IS NULL OR dollars >= 0),
    CONSTRAINT ck_revenue_cost_not_negative CHECK (cost IS NULL OR cost >= 0),
    CONSTRAINT ck_revenue_to_after_from CHECK (to_day >= from_day),
    CONSTRAINT ck_revenue_given CHECK (dollars IS NOT NULL OR cost IS NOT NULL)
);
CREATE INDEX ix_revenue_from_day ON revenue (from_day);
CREATE UNIQUE INDEX uq_revenue_from_day_to_day ON revenue (from_day, to_day) WHERE voided = false;
CREATE TABLE chart_wait (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    work_type_id INTEGER NOT NULL,
    discharged DATE,
    available DATE,
    coded DATE,
    listed DATE NOT NULL,
    charts INTEGER NOT NULL,
    CONSTRAINT pk_chart_wait PRIMARY KEY (id),
    CONSTRAINT ck_chart_wait_charts_range CHECK (charts IS NULL OR (charts >= 1 AND charts <= 1000000)),
    CONSTRAINT ck_chart_wait_since_known CHECK (discharged IS NOT NULL OR available IS NOT NULL),
    CONSTRAINT ck_chart_wait_listed_after_coded CHECK (coded IS NULL OR coded <= listed),
    CONSTRAINT fk_chart_wait_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_chart_wait_coded ON chart_wait (coded);
CREATE INDEX ix_chart_wait_work_type_id ON chart_wait (work_type_id);
CREATE UNIQUE INDEX uq_chart_wait_work_type_id_discharged_available_coded ON chart_wait (work_type_id, discharged, available, coded) WHERE voided = false;
CREATE TABLE scenario_part (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    scenario VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    coder_id INTEGER,
    work_type_id INTEGER,
    from_day DATE NOT NULL,
    to_day DATE,
    value FLOAT NOT NULL,
    CONSTRAINT pk_scenario_part PRIMARY KEY (id),
    CONSTRAINT ck_scenario_part_kind_known CHECK (kind IN ('leave', 'learner', 'overtime', 'standard', 'inflow', 'hire')),
    CONSTRAINT ck_scenario_part_value_not_negative CHECK (value >= 0),
    CONSTRAINT ck_scenario_part_to_after_from CHECK (to_day IS NULL OR to_day >= from_day),
    CONSTRAINT fk_scenario_part_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_scenario_part_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_scenario_part_coder_id ON scenario_part (coder_id);
CREATE INDEX ix_scenario_part_work_type_id ON scenario_part (work_type_id);
CREATE TABLE staffing_request (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    text VARCHAR NOT NULL,
    CONSTRAINT pk_staffing_request PRIMARY KEY (id),
    CONSTRAINT ck_staffing_request_text_given CHECK (length(text) > 0),
    CONSTRAINT ck_staffing_request_to_after_from CHECK (to_day >= from_day)
);
CREATE INDEX ix_staffing_request_from_day ON staffing_request (from_day);
CREATE UNIQUE INDEX uq_staffing_request_from_day_to_day ON staffing_request (from_day, to_day) WHERE voided = false;
