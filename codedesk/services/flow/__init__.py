"""Work that waits: backlog, holds, rework, turnaround, and the staffing that they ask for."""
