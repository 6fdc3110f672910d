CREATE TABLE department (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    manager VARCHAR NOT NULL,
    quarter_start_month INTEGER NOT NULL,
    usual_hours_per_day FLOAT NOT NULL,
    default_method VARCHAR NOT NULL,
    accuracy_standard FLOAT,
    paper VARCHAR NOT NULL,
    sample BOOLEAN NOT NULL,
    holiday_country VARCHAR NOT NULL,
    holiday_region VARCHAR NOT NULL,
    minutes_per_audited_chart FLOAT,
    created_on DATE NOT NULL,
    CONSTRAINT pk_department PRIMARY KEY (id),
    CONSTRAINT ck_department_single CHECK (id = 1),
    CONSTRAINT ck_department_quarter_start_month CHECK (quarter_start_month >= 1 AND quarter_start_month <= 12),
    CONSTRAINT ck_department_usual_hours_per_day CHECK (usual_hours_per_day > 0 AND usual_hours_per_day <= 24),
    CONSTRAINT ck_department_default_method_known CHECK (default_method IN ('code_over_code', 'code_over_code_net', 'union', 'error_rate', 'record', 'drg', 'weighted')),
    CONSTRAINT ck_department_paper_known CHECK (paper IN ('letter', 'a4')),
    CONSTRAINT ck_department_accuracy_standard_range CHECK (accuracy_standard IS NULL OR (accuracy_standard >= 0 AND accuracy_standard <= 100))
);
CREATE TABLE holiday (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    day DATE NOT NULL,
    name VARCHAR NOT NULL,
    CONSTRAINT pk_holiday PRIMARY KEY (id)
);
CREATE UNIQUE INDEX uq_holiday_day ON holiday (day) WHERE voided = false;
CREATE TABLE finding_category (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short_key VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    points FLOAT NOT NULL,
    scored BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_finding_category PRIMARY KEY (id),
    CONSTRAINT ck_finding_category_points_range CHECK (points IS NULL OR (points >= 0 AND points <= 100)),
    CONSTRAINT ck_finding_category_role_known CHECK (role IN ('', 'principal', 'drg'))
);
CREATE UNIQUE INDEX uq_finding_category_name ON finding_category (name) WHERE voided = false;
CREATE TABLE root_cause (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_root_cause PRIMARY KEY (id),
    CONSTRAINT ck_root_cause_origin_known CHECK (origin IN ('coder', 'documentation', 'system', 'auditor'))
);
CREATE UNIQUE INDEX uq_root_cause_name ON root_cause (name) WHERE voided = false;
CREATE TABLE severity (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_severity PRIMARY KEY (id)
);
CREATE UNIQUE INDEX uq_severity_name ON severity (name) WHERE voided = false;
CREATE TABLE coder (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_note VARCHAR NOT NULL,
    credentials VARCHAR NOT NULL,
    started_on DATE NOT NULL,
    left_on DATE,
    scheduled_hours_per_week FLOAT,
    fte FLOAT,
    mentor_id INTEGER,
    CONSTRAINT pk_coder PRIMARY KEY (id),
    CONSTRAINT ck_coder_name_given CHECK (length(name) > 0),
    CONSTRAINT ck_coder_left_after_start CHECK (left_on IS NULL OR left_on >= started_on),
    CONSTRAINT ck_coder_scheduled_hours_per_week_range CHECK (scheduled_hours_per_week IS NULL OR (scheduled_hours_per_week >= 0 AND scheduled_hours_per_week <= 168)),
    CONSTRAINT ck_coder_fte_range CHECK (fte IS NULL OR (fte >= 0 AND fte <= 2)),
    CONSTRAINT fk_coder_mentor_id_coder FOREIGN KEY(mentor_id) REFERENCES coder (id)
);
CREATE UNIQUE INDEX uq_coder_name_name_note ON coder (name, name_note) WHERE voided = false;
CREATE TABLE change (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    who VARCHAR NOT NULL,
    step VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    reverts_id INTEGER,
    CONSTRAINT pk_change PRIMARY KEY (id),
    CONSTRAINT ck_change_kind_known CHECK (kind IN ('do', 'undo', 'redo', 'put_back', 'import', 'upgrade')),
    CONSTRAINT fk_change_reverts_id_change FOREIGN KEY(reverts_id) REFERENCES change (id)
);
CREATE INDEX ix_change_reverts_id ON change (reverts_id);
CREATE TABLE other_time_category (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_other_time_category PRIMARY KEY (id),
    CONSTRAINT ck_other_time_category_kind_known CHECK (kind IN ('excused', 'counted', 'absence'))
);
CREATE UNIQUE INDEX uq_other_time_category_name ON other_time_category (name) WHERE voided = false;
CREATE TABLE finished_day (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    day DATE NOT NULL,
    CONSTRAINT pk_finished_day PRIMARY KEY (id)
);
CREATE UNIQUE INDEX uq_finished_day_day ON finished_day (day) WHERE voided = false;
CREATE TABLE work_type (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    setting VARCHAR NOT NULL,
    specialty VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_work_type PRIMARY KEY (id),
    CONSTRAINT ck_work_type_name_given CHECK (length(name) > 0)
);
CREATE UNIQUE INDEX uq_work_type_name ON work_type (name) WHERE voided = false;
CREATE TABLE method_policy (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    effective_from DATE NOT NULL,
    work_type_id INTEGER,
    method VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    accuracy FLOAT,
    charts_per_quarter INTEGER,
    learner_months INTEGER,
    learner_accuracy FLOAT,
    learner_accuracy_at_end FLOAT,
    CONSTRAINT pk_method_policy PRIMARY KEY (id),
    CONSTRAINT ck_method_policy_method_known CHECK (method IN ('code_over_code', 'code_over_code_net', 'union', 'error_rate', 'record', 'drg', 'weighted')),
    CONSTRAINT ck_method_policy_accuracy_range CHECK (accuracy IS NULL OR (accuracy >= 0 AND accuracy <= 100)),
    CONSTRAINT ck_method_policy_learner_accuracy_range CHECK (learner_accuracy IS NULL OR (learner_accuracy >= 0 AND learner_accuracy <= 100)),
    CONSTRAINT ck_method_policy_learner_accuracy_at_end_range CHECK (learner_accuracy_at_end IS NULL OR (learner_accuracy_at_end >= 0 AND learner_accuracy_at_end <= 100)),
    CONSTRAINT ck_method_policy_charts_per_quarter_range CHECK (charts_per_quarter IS NULL OR (charts_per_quarter >= 0 AND charts_per_quarter <= 10000)),
    CONSTRAINT ck_method_policy_learner_months_range CHECK (learner_months IS NULL OR (learner_months >= 0 AND learner_months <= 60)),
    CONSTRAINT fk_method_policy_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_method_policy_work_type_id ON method_policy (work_type_id);
CREATE TABLE audit (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    work_type_id INTEGER,
    day DATE NOT NULL,
    period_from DATE,
    period_to DATE,
    auditor VARCHAR NOT NULL,
    selection VARCHAR NOT NULL,
    phase VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    method_version VARCHAR NOT NULL,
    depth VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    feeds_accuracy BOOLEAN NOT NULL,
    records INTEGER,
    matched INTEGER,
    revised INTEGER,
    added INTEGER,
    deleted INTEGER,
    principal_changed INTEGER,
    records_right INTEGER,
    drg_reviewed INTEGER,
    drg_right INTEGER,
    reported_accuracy FLOAT,
    shared_on DATE,
    answer_due DATE,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id),
    CONSTRAINT ck_audit_name_given CHECK (length(name) > 0),
    CONSTRAINT ck_audit_selection_known CHECK (selection IN ('random', 'focused', 'new_coder', 'external', 'follow_up')),
    CONSTRAINT ck_audit_phase_known CHECK (phase IN ('pre_bill', 'retrospective')),
    CONSTRAINT ck_audit_method_known CHECK (method IN ('code_over_code', 'code_over_code_net', 'union', 'error_rate', 'record', 'drg', 'weighted')),
    CONSTRAINT ck_audit_depth_known CHECK (depth IN ('result', 'counts', 'records')),
    CONSTRAINT ck_audit_state_known CHECK (state IN ('draft', 'shared', 'answered', 'final')),
    CONSTRAINT ck_audit_reported_accuracy_range CHECK (reported_accuracy IS NULL OR (reported_accuracy >= 0 AND reported_accuracy <= 100)),
    CONSTRAINT ck_audit_period_order CHECK (period_from IS NULL OR period_to IS NULL OR period_from <= period_to),
    CONSTRAINT ck_audit_drg_within CHECK (drg_right IS NULL OR drg_reviewed IS NULL OR drg_right <= drg_reviewed),
    CONSTRAINT ck_audit_records_within CHECK (records_right IS NULL OR records IS NULL OR records_right <= records),
    CONSTRAINT ck_audit_records_not_negative CHECK (records IS NULL OR records >= 0),
    CONSTRAINT ck_audit_matched_not_negative CHECK (matched IS NULL OR matched >= 0),
    CONSTRAINT ck_audit_revised_not_negative CHECK (revised IS NULL OR revised >= 0),
    CONSTRAINT ck_audit_added_not_negative CHECK (added IS NULL OR added >= 0),
    CONSTRAINT ck_audit_deleted_not_negative CHECK (deleted IS NULL OR deleted >= 0),
    CONSTRAINT ck_audit_principal_changed_not_negative CHECK (principal_changed IS NULL OR principal_changed >= 0),
    CONSTRAINT ck_audit_records_right_not_negative CHECK (records_right IS NULL OR records_right >= 0),
    CONSTRAINT ck_audit_drg_reviewed_not_negative CHECK (drg_reviewed IS NULL OR drg_reviewed >= 0),
    CONSTRAINT ck_audit_drg_right_not_negative CHECK (drg_right IS NULL OR drg_right >= 0),
    CONSTRAINT fk_audit_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_audit_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_audit_work_type_id ON audit (work_type_id);
CREATE INDEX ix_audit_day ON audit (day);
CREATE UNIQUE INDEX uq_audit_name ON audit (name) WHERE voided = false;
CREATE INDEX ix_audit_coder_id ON audit (coder_id);
CREATE TABLE audit_plan (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    work_type_id INTEGER,
    period_from DATE NOT NULL,
    period_to DATE NOT NULL,
    charts INTEGER NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_audit_plan PRIMARY KEY (id),
    CONSTRAINT ck_audit_plan_charts_not_negative CHECK (charts >= 0),
    CONSTRAINT ck_audit_plan_period_order CHECK (period_from <= period_to),
    CONSTRAINT fk_audit_plan_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_audit_plan_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_audit_plan_work_type_id ON audit_plan (work_type_id);
CREATE INDEX ix_audit_plan_coder_id ON audit_plan (coder_id);
CREATE UNIQUE INDEX uq_audit_plan_coder_id_period_from_period_to_work_type_id ON audit_plan (coder_id, period_from, period_to, work_type_id) WHERE voided = false;
CREATE TABLE coder_work_type (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    work_type_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_coder_work_type PRIMARY KEY (id),
    CONSTRAINT fk_coder_work_type_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_coder_work_type_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_coder_work_type_work_type_id ON coder_work_type (work_type_id);
CREATE UNIQUE INDEX uq_coder_work_type_coder_id_work_type_id ON coder_work_type (coder_id, work_type_id) WHERE voided = false;
CREATE INDEX ix_coder_work_type_coder_id ON coder_work_type (coder_id);
CREATE TABLE ramp_step (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    work_type_id INTEGER,
    from_day DATE NOT NULL,
    pace_percent FLOAT NOT NULL,
    accuracy FLOAT,
    CONSTRAINT pk_ramp_step PRIMARY KEY (id),
    CONSTRAINT ck_ramp_step_pace_percent_range CHECK (pace_percent IS NULL OR (pace_percent >= 0 AND pace_percent <= 200)),
    CONSTRAINT ck_ramp_step_accuracy_range CHECK (accuracy IS NULL OR (accuracy >= 0 AND accuracy <= 100)),
    CONSTRAINT fk_ramp_step_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_ramp_step_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_ramp_step_work_type_id ON ramp_step (work_type_id);
CREATE UNIQUE INDEX uq_ramp_step_coder_id_work_type_id_from_day ON ramp_step (coder_id, work_type_id, from_day) WHERE voided = false;
CREATE INDEX ix_ramp_step_coder_id ON ramp_step (coder_id);
CREATE TABLE schedule (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    from_day DATE NOT NULL,
    monday FLOAT NOT NULL,
    tuesday FLOAT NOT NULL,
    wednesday FLOAT NOT NULL,
    thursday FLOAT NOT NULL,
    friday FLOAT NOT NULL,
    saturday FLOAT NOT NULL,
    sunday FLOAT NOT NULL,
    CONSTRAINT pk_schedule PRIMARY KEY (id),
    CONSTRAINT ck_schedule_monday_range CHECK (monday IS NULL OR (monday >= 0 AND monday <= 24)),
    CONSTRAINT ck_schedule_tuesday_range CHECK (tuesday IS NULL OR (tuesday >= 0 AND tuesday <= 24)),
    CONSTRAINT ck_schedule_wednesday_range CHECK (wednesday IS NULL OR (wednesday >= 0 AND wednesday <= 24)),
    CONSTRAINT ck_schedule_thursday_range CHECK (thursday IS NULL OR (thursday >= 0 AND thursday <= 24)),
    CONSTRAINT ck_schedule_friday_range CHECK (friday IS NULL OR (friday >= 0 AND friday <= 24)),
    CONSTRAINT ck_schedule_saturday_range CHECK (saturday IS NULL OR (saturday >= 0 AND saturday <= 24)),
    CONSTRAINT ck_schedule_sunday_range CHECK (sunday IS NULL OR (sunday >= 0 AND sunday <= 24)),
    CONSTRAINT fk_schedule_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE INDEX ix_schedule_coder_id ON schedule (coder_id);
CREATE UNIQUE INDEX uq_schedule_coder_id_from_day ON schedule (coder_id, from_day) WHERE voided = false;
CREATE TABLE planned_absence (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    category_id INTEGER,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_planned_absence PRIMARY KEY (id),
    CONSTRAINT ck_planned_absence_to_after_from CHECK (to_day >= from_day),
    CONSTRAINT fk_planned_absence_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_planned_absence_category_id_other_time_category FOREIGN KEY(category_id) REFERENCES other_time_category (id)
);
CREATE INDEX ix_planned_absence_category_id ON planned_absence (category_id);
CREATE INDEX ix_planned_absence_coder_id ON planned_absence (coder_id);
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
    CONSTRAINT ck_event_kind_known CHECK (kind IN ('go_live', 'downtime', 'guideline_change', 'staffing', 'documentation', 'standard_change', 'other')),
    CONSTRAINT ck_event_text_given CHECK (length(text) > 0),
    CONSTRAINT ck_event_to_after_from CHECK (to_day IS NULL OR to_day >= from_day),
    CONSTRAINT fk_event_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id),
    CONSTRAINT fk_event_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE INDEX ix_event_work_type_id ON event (work_type_id);
CREATE INDEX ix_event_coder_id ON event (coder_id);
CREATE INDEX ix_event_from_day ON event (from_day);
CREATE TABLE rework (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    day DATE NOT NULL,
    coder_id INTEGER NOT NULL,
    work_type_id INTEGER NOT NULL,
    charts INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    CONSTRAINT pk_rework PRIMARY KEY (id),
    CONSTRAINT ck_rework_charts_not_negative CHECK (charts >= 0),
    CONSTRAINT fk_rework_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_rework_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_rework_work_type_id ON rework (work_type_id);
CREATE INDEX ix_rework_coder_id ON rework (coder_id);
CREATE INDEX ix_rework_day ON rework (day);
CREATE TABLE check_in (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    day DATE NOT NULL,
    workload INTEGER,
    pace_for_accuracy INTEGER,
    help INTEGER,
    note VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    in_packet BOOLEAN NOT NULL,
    CONSTRAINT pk_check_in PRIMARY KEY (id),
    CONSTRAINT ck_check_in_workload_range CHECK (workload IS NULL OR (workload >= 1 AND workload <= 5)),
    CONSTRAINT ck_check_in_pace_for_accuracy_range CHECK (pace_for_accuracy IS NULL OR (pace_for_accuracy >= 1 AND pace_for_accuracy <= 5)),
    CONSTRAINT ck_check_in_help_range CHECK (help IS NULL OR (help >= 1 AND help <= 5)),
    CONSTRAINT ck_check_in_source_known CHECK (source IN ('said', 'slip')),
    CONSTRAINT fk_check_in_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE INDEX ix_check_in_coder_id ON check_in (coder_id);
CREATE TABLE note (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    day DATE NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    in_packet BOOLEAN NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT ck_note_kind_known CHECK (kind IN ('praise', 'concern', 'training', 'agreement', 'one_to_one', 'other')),
    CONSTRAINT ck_note_text_given CHECK (length(text) > 0),
    CONSTRAINT fk_note_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE INDEX ix_note_coder_id ON note (coder_id);
CREATE TABLE change_entry (
    id INTEGER NOT NULL,
    change_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id INTEGER NOT NULL,
    last_row_id INTEGER,
    action VARCHAR NOT NULL,
    "before" VARCHAR NOT NULL,
    "after" VARCHAR NOT NULL,
    previous_hash VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    CONSTRAINT pk_change_entry PRIMARY KEY (id),
    CONSTRAINT ck_change_entry_action_known CHECK (action IN ('insert', 'update', 'bulk_insert', 'bulk_update')),
    CONSTRAINT fk_change_entry_change_id_change FOREIGN KEY(change_id) REFERENCES change (id)
);
CREATE INDEX ix_change_entry_change_id ON change_entry (change_id);
CREATE TABLE review (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    period_from DATE NOT NULL,
    period_to DATE NOT NULL,
    state VARCHAR NOT NULL,
    went_well VARCHAR NOT NULL,
    work_on VARCHAR NOT NULL,
    agreed_last_time VARCHAR NOT NULL,
    coder_comments VARCHAR NOT NULL,
    private_note VARCHAR NOT NULL,
    sections_off VARCHAR NOT NULL,
    refused_reason VARCHAR NOT NULL,
    given_on DATE,
    signed_on DATE,
    CONSTRAINT pk_review PRIMARY KEY (id),
    CONSTRAINT ck_review_state_known CHECK (state IN ('draft', 'ready', 'given', 'signed', 'signature_refused')),
    CONSTRAINT ck_review_period_order CHECK (period_from <= period_to),
    CONSTRAINT fk_review_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE INDEX ix_review_coder_id ON review (coder_id);
CREATE UNIQUE INDEX uq_review_coder_id_period_from_period_to ON review (coder_id, period_from, period_to) WHERE voided = false;
CREATE TABLE work_day (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    day DATE NOT NULL,
    paid_hours FLOAT,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_work_day PRIMARY KEY (id),
    CONSTRAINT ck_work_day_paid_hours_range CHECK (paid_hours IS NULL OR (paid_hours >= 0 AND paid_hours <= 24)),
    CONSTRAINT fk_work_day_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE INDEX ix_work_day_day ON work_day (day);
CREATE UNIQUE INDEX uq_work_day_coder_id_day ON work_day (coder_id, day) WHERE voided = false;
CREATE TABLE confirmed_mark (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    day DATE NOT NULL,
    work_type_id INTEGER,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_confirmed_mark PRIMARY KEY (id),
    CONSTRAINT fk_confirmed_mark_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_confirmed_mark_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_confirmed_mark_day ON confirmed_mark (day);
CREATE INDEX ix_confirmed_mark_coder_id ON confirmed_mark (coder_id);
CREATE UNIQUE INDEX uq_confirmed_mark_coder_id_day_work_type_id_kind_value ON confirmed_mark (coder_id, day, work_type_id, kind, value) WHERE voided = false;
CREATE TABLE standard (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    work_type_id INTEGER NOT NULL,
    effective_from DATE NOT NULL,
    pace FLOAT NOT NULL,
    pace_unit VARCHAR NOT NULL,
    hours_per_day FLOAT NOT NULL,
    units_per_chart FLOAT,
    basis VARCHAR NOT NULL,
    accuracy FLOAT NOT NULL,
    reason VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    approved_by VARCHAR NOT NULL,
    review_due DATE,
    CONSTRAINT pk_standard PRIMARY KEY (id),
    CONSTRAINT ck_standard_pace_unit_known CHECK (pace_unit IN ('per_hour', 'per_day', 'per_week', 'minutes_per_chart', 'units_per_hour', 'units_per_day')),
    CONSTRAINT ck_standard_basis_known CHECK (basis IN ('productive', 'paid')),
    CONSTRAINT ck_standard_pace_positive CHECK (pace > 0),
    CONSTRAINT ck_standard_hours_per_day CHECK (hours_per_day > 0 AND hours_per_day <= 24),
    CONSTRAINT ck_standard_accuracy_range CHECK (accuracy IS NULL OR (accuracy >= 0 AND accuracy <= 100)),
    CONSTRAINT ck_standard_units_stated CHECK ((pace_unit NOT LIKE 'units%' AND units_per_chart IS NULL) OR units_per_chart > 0),
    CONSTRAINT fk_standard_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE UNIQUE INDEX uq_standard_work_type_id_effective_from ON standard (work_type_id, effective_from) WHERE voided = false;
CREATE INDEX ix_standard_work_type_id ON standard (work_type_id);
CREATE TABLE benchmark (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    work_type_id INTEGER,
    setting VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    pace_low FLOAT NOT NULL,
    pace_high FLOAT,
    pace_unit VARCHAR NOT NULL,
    hours_per_day FLOAT NOT NULL,
    basis VARCHAR NOT NULL,
    accuracy FLOAT,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_benchmark PRIMARY KEY (id),
    CONSTRAINT ck_benchmark_pace_unit_known CHECK (pace_unit IN ('per_hour', 'per_day', 'per_week', 'minutes_per_chart', 'units_per_hour', 'units_per_day')),
    CONSTRAINT ck_benchmark_basis_known CHECK (basis IN ('productive', 'paid', 'not_stated')),
    CONSTRAINT ck_benchmark_source_given CHECK (length(source) > 0),
    CONSTRAINT ck_benchmark_range_order CHECK (pace_high IS NULL OR pace_high >= pace_low),
    CONSTRAINT fk_benchmark_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_benchmark_work_type_id ON benchmark (work_type_id);
CREATE TABLE acknowledgement (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    sheet_of DATE NOT NULL,
    acknowledged_on DATE,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_acknowledgement PRIMARY KEY (id),
    CONSTRAINT fk_acknowledgement_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE UNIQUE INDEX uq_acknowledgement_coder_id_sheet_of ON acknowledgement (coder_id, sheet_of) WHERE voided = false;
CREATE INDEX ix_acknowledgement_coder_id ON acknowledgement (coder_id);
CREATE TABLE audit_record (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    audit_id INTEGER NOT NULL,
    reference VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    work_type_id INTEGER,
    matched INTEGER NOT NULL,
    revised INTEGER NOT NULL,
    added INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    principal_right BOOLEAN,
    drg_right BOOLEAN,
    payment_before_cents INTEGER,
    payment_after_cents INTEGER,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_audit_record PRIMARY KEY (id),
    CONSTRAINT ck_audit_record_reference_given CHECK (length(reference) > 0),
    CONSTRAINT ck_audit_record_counts_not_negative CHECK (matched >= 0 AND revised >= 0 AND added >= 0 AND deleted >= 0),
    CONSTRAINT fk_audit_record_audit_id_audit FOREIGN KEY(audit_id) REFERENCES audit (id),
    CONSTRAINT fk_audit_record_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE INDEX ix_audit_record_work_type_id ON audit_record (work_type_id);
CREATE UNIQUE INDEX uq_audit_record_audit_id_reference ON audit_record (audit_id, reference) WHERE voided = false;
CREATE INDEX ix_audit_record_audit_id ON audit_record (audit_id);
CREATE TABLE corrective_action (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    audit_id INTEGER NOT NULL,
    gap VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    due_on DATE,
    evidence VARCHAR NOT NULL,
    reaudit_on DATE,
    outcome VARCHAR NOT NULL,
    CONSTRAINT pk_corrective_action PRIMARY KEY (id),
    CONSTRAINT ck_corrective_action_kind_known CHECK (kind IN ('education', 'policy', 'system_edit', 'documentation', 'rebill', 'refund_review', 'compliance')),
    CONSTRAINT fk_corrective_action_audit_id_audit FOREIGN KEY(audit_id) REFERENCES audit (id)
);
CREATE INDEX ix_corrective_action_audit_id ON corrective_action (audit_id);
CREATE TABLE audit_draw (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER,
    audit_id INTEGER,
    drawn_on DATE NOT NULL,
    drawn_by VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    frame VARCHAR NOT NULL,
    seed INTEGER NOT NULL,
    size INTEGER NOT NULL,
    drawn VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_audit_draw PRIMARY KEY (id),
    CONSTRAINT ck_audit_draw_size CHECK (size > 0),
    CONSTRAINT ck_audit_draw_frame_given CHECK (length(frame) > 0),
    CONSTRAINT fk_audit_draw_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_audit_draw_audit_id_audit FOREIGN KEY(audit_id) REFERENCES audit (id)
);
CREATE INDEX ix_audit_draw_coder_id ON audit_draw (coder_id);
CREATE INDEX ix_audit_draw_audit_id ON audit_draw (audit_id);
CREATE TABLE education_item (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    coder_id INTEGER NOT NULL,
    audit_id INTEGER,
    category_id INTEGER,
    topic VARCHAR NOT NULL,
    due_on DATE,
    done_on DATE,
    hours FLOAT,
    reaudit_on DATE,
    outcome VARCHAR NOT NULL,
    in_packet BOOLEAN NOT NULL,
    CONSTRAINT pk_education_item PRIMARY KEY (id),
    CONSTRAINT ck_education_item_topic_given CHECK (length(topic) > 0),
    CONSTRAINT ck_education_item_hours_range CHECK (hours IS NULL OR (hours >= 0 AND hours <= 1000)),
    CONSTRAINT fk_education_item_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id),
    CONSTRAINT fk_education_item_audit_id_audit FOREIGN KEY(audit_id) REFERENCES audit (id),
    CONSTRAINT fk_education_item_category_id_finding_category FOREIGN KEY(category_id) REFERENCES finding_category (id)
);
CREATE INDEX ix_education_item_coder_id ON education_item (coder_id);
CREATE INDEX ix_education_item_audit_id ON education_item (audit_id);
CREATE INDEX ix_education_item_category_id ON education_item (category_id);
CREATE TABLE agreement (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    review_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    goal VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    due_on DATE,
    support VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (id),
    CONSTRAINT ck_agreement_goal_given CHECK (length(goal) > 0),
    CONSTRAINT fk_agreement_review_id_review FOREIGN KEY(review_id) REFERENCES review (id)
);
CREATE INDEX ix_agreement_review_id ON agreement (review_id);
CREATE TABLE given_packet (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    review_id INTEGER NOT NULL,
    revision VARCHAR NOT NULL,
    given_on DATE NOT NULL,
    pdf BLOB NOT NULL,
    sha256 VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    rows VARCHAR NOT NULL,
    changes VARCHAR NOT NULL,
    CONSTRAINT pk_given_packet PRIMARY KEY (id),
    CONSTRAINT fk_given_packet_review_id_review FOREIGN KEY(review_id) REFERENCES review (id)
);
CREATE INDEX ix_given_packet_review_id ON given_packet (review_id);
CREATE UNIQUE INDEX uq_given_packet_review_id_revision ON given_packet (review_id, revision) WHERE voided = false;
CREATE TABLE work_line (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    work_day_id INTEGER NOT NULL,
    work_type_id INTEGER NOT NULL,
    charts INTEGER,
    hours FLOAT,
    weight FLOAT NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_work_line PRIMARY KEY (id),
    CONSTRAINT ck_work_line_charts_not_negative CHECK (charts IS NULL OR charts >= 0),
    CONSTRAINT ck_work_line_hours_range CHECK (hours IS NULL OR (hours >= 0 AND hours <= 24)),
    CONSTRAINT ck_work_line_weight_positive CHECK (weight > 0),
    CONSTRAINT fk_work_line_work_day_id_work_day FOREIGN KEY(work_day_id) REFERENCES work_day (id),
    CONSTRAINT fk_work_line_work_type_id_work_type FOREIGN KEY(work_type_id) REFERENCES work_type (id)
);
CREATE UNIQUE INDEX uq_work_line_work_day_id_work_type_id ON work_line (work_day_id, work_type_id) WHERE voided = false;
CREATE INDEX ix_work_line_work_type_id ON work_line (work_type_id);
CREATE TABLE other_time (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    work_day_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    hours FLOAT NOT NULL,
    CONSTRAINT pk_other_time PRIMARY KEY (id),
    CONSTRAINT ck_other_time_hours_range CHECK (hours IS NULL OR (hours >= 0 AND hours <= 24)),
    CONSTRAINT fk_other_time_work_day_id_work_day FOREIGN KEY(work_day_id) REFERENCES work_day (id),
    CONSTRAINT fk_other_time_category_id_other_time_category FOREIGN KEY(category_id) REFERENCES other_time_category (id)
);
CREATE UNIQUE INDEX uq_other_time_work_day_id_category_id ON other_time (work_day_id, category_id) WHERE voided = false;
CREATE INDEX ix_other_time_category_id ON other_time (category_id);
CREATE TABLE finding (
    id INTEGER NOT NULL,
    voided BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    audit_id INTEGER NOT NULL,
    record_id INTEGER,
    category_id INTEGER NOT NULL,
    root_cause_id INTEGER,
    direction VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    change VARCHAR NOT NULL,
    scored BOOLEAN NOT NULL,
    original_code VARCHAR NOT NULL,
    corrected_code VARCHAR NOT NULL,
    guideline VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    answer_reason VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    outcome_reason VARCHAR NOT NULL,
    points FLOAT,
    note VARCHAR NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (id),
    CONSTRAINT ck_finding_direction_known CHECK (direction IN ('over', 'under', 'neither')),
    CONSTRAINT ck_finding_change_known CHECK (change IN ('revised', 'added', 'deleted', 'none')),
    CONSTRAINT ck_finding_answer_known CHECK (answer IN ('', 'agree', 'rebut')),
    CONSTRAINT ck_finding_outcome_known CHECK (outcome IN ('', 'upheld', 'withdrawn')),
    CONSTRAINT ck_finding_points_not_negative CHECK (points IS NULL OR points >= 0),
    CONSTRAINT fk_finding_audit_id_audit FOREIGN KEY(audit_id) REFERENCES audit (id),
    CONSTRAINT fk_finding_record_id_audit_record FOREIGN KEY(record_id) REFERENCES audit_record (id),
    CONSTRAINT fk_finding_category_id_finding_category FOREIGN KEY(category_id) REFERENCES finding_category (id),
    CONSTRAINT fk_finding_root_cause_id_root_cause FOREIGN KEY(root_cause_id) REFERENCES root_cause (id)
);
CREATE INDEX ix_finding_audit_id ON finding (audit_id);
CREATE INDEX ix_finding_category_id ON finding (category_id);
CREATE INDEX ix_finding_record_id ON finding (record_id);
CREATE INDEX ix_finding_root_cause_id ON finding (root_cause_id);
