CREATE TABLE log_copy (
    month INTEGER NOT NULL,
    columns BLOB NOT NULL,
    CONSTRAINT pk_log_copy PRIMARY KEY (month)
);

CREATE TRIGGER log_copy_work_day_insert BEFORE INSERT ON work_day WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(NEW.day, 1, 4) + substr(NEW.day, 6, 2) - 1);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = NEW.id);
END;

CREATE TRIGGER log_copy_work_day_update BEFORE UPDATE ON work_day WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(OLD.day, 1, 4) + substr(OLD.day, 6, 2) - 1);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(NEW.day, 1, 4) + substr(NEW.day, 6, 2) - 1);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = NEW.id);
END;

CREATE TRIGGER log_copy_work_day_delete BEFORE DELETE ON work_day WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(OLD.day, 1, 4) + substr(OLD.day, 6, 2) - 1);
END;

CREATE TRIGGER log_copy_work_line_insert BEFORE INSERT ON work_line WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = NEW.work_day_id);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = (SELECT work_day_id FROM work_line WHERE id = NEW.id));
END;

CREATE TRIGGER log_copy_work_line_update BEFORE UPDATE ON work_line WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = OLD.work_day_id);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = NEW.work_day_id);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = (SELECT work_day_id FROM work_line WHERE id = NEW.id));
END;

CREATE TRIGGER log_copy_work_line_delete BEFORE DELETE ON work_line WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = OLD.work_day_id);
END;

CREATE TRIGGER log_copy_other_time_insert BEFORE INSERT ON other_time WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = NEW.work_day_id);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = (SELECT work_day_id FROM other_time WHERE id = NEW.id));
END;

CREATE TRIGGER log_copy_other_time_update BEFORE UPDATE ON other_time WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = OLD.work_day_id);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = NEW.work_day_id);
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = (SELECT work_day_id FROM other_time WHERE id = NEW.id));
END;

CREATE TRIGGER log_copy_other_time_delete BEFORE DELETE ON other_time WHEN EXISTS (SELECT 1 FROM log_copy)
BEGIN
    DELETE FROM log_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM work_day WHERE id = OLD.work_day_id);
END;
