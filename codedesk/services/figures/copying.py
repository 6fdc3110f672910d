"""What figures are read from that an open file may hold copies of."""

from codedesk.services.copied import Copied
from codedesk.services.figures import log

KINDS = (Copied(log.COPY, log.months_logged, log.copied_months),)
