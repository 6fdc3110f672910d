"""What figures are read from that an open file may hold copies of."""

from codedesk.services.copied import Copied
from codedesk.services.figures import audit_log, log

KINDS = (
    Copied(log.COPY, log.months_logged, log.copied_months),
    Copied(audit_log.COPY, audit_log.months_audited, audit_log.copied_months),
)
