CREATE TABLE audit_copy (
    month INTEGER NOT NULL,
    columns BLOB NOT NULL,
    CONSTRAINT pk_audit_copy PRIMARY KEY (month)
);

CREATE TRIGGER audit_copy_audit_insert BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(NEW.day, 1, 4) + substr(NEW.day, 6, 2) - 1);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = NEW.id);
END;

CREATE TRIGGER audit_copy_audit_update BEFORE UPDATE ON audit WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(OLD.day, 1, 4) + substr(OLD.day, 6, 2) - 1);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(NEW.day, 1, 4) + substr(NEW.day, 6, 2) - 1);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = NEW.id);
END;

CREATE TRIGGER audit_copy_audit_delete BEFORE DELETE ON audit WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(OLD.day, 1, 4) + substr(OLD.day, 6, 2) - 1);
END;

CREATE TRIGGER audit_copy_audit_record_insert BEFORE INSERT ON audit_record WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = NEW.audit_id);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = (SELECT audit_id FROM audit_record WHERE id = NEW.id));
END;

CREATE TRIGGER audit_copy_audit_record_update BEFORE UPDATE ON audit_record WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = OLD.audit_id);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = NEW.audit_id);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = (SELECT audit_id FROM audit_record WHERE id = NEW.id));
END;

CREATE TRIGGER audit_copy_audit_record_delete BEFORE DELETE ON audit_record WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = OLD.audit_id);
END;

CREATE TRIGGER audit_copy_finding_insert BEFORE INSERT ON finding WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = NEW.audit_id);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = (SELECT audit_id FROM finding WHERE id = NEW.id));
END;

CREATE TRIGGER audit_copy_finding_update BEFORE UPDATE ON finding WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = OLD.audit_id);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = NEW.audit_id);
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = (SELECT audit_id FROM finding WHERE id = NEW.id));
END;

CREATE TRIGGER audit_copy_finding_delete BEFORE DELETE ON finding WHEN EXISTS (SELECT 1 FROM audit_copy)
BEGIN
    DELETE FROM audit_copy WHERE month = (SELECT 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 FROM audit WHERE id = OLD.audit_id);
END;
