"""What the operator must know about the audit log."""

from pathlib import Path

from sqlalchemy.orm import Session

from vamv.audit.export import read_heads
from vamv.audit.services import verify
from vamv.plugins.results import Finding
from vamv.vault.vault import Vault


def check(session: Session, vault: Vault, heads: str) -> list[Finding]:
    """Check the whole log, and its end against the file `heads` (`vamv.audit_heads`; empty: none)."""
    try:
        exported = read_heads(Path(heads)) if heads else []
    except (OSError, ValueError) as error:
        return [
            Finding(
                "error",
                f"The file with the ends of the audit log cannot be read ({type(error).__name__})",
                "Look at the file that vamv.audit_heads names.",
            )
        ]
    broken = verify(session, vault, exported)
    if broken is not None:
        return [
            Finding(
                "error",
                f"The audit log was tampered with, first at entry {broken}",
                "Keep the database as it is, compare it with a backup, and tell the data protection officer.",
            )
        ]
    findings = [Finding("ok", "The audit log is as it was written")]
    if not heads:
        findings.append(
            Finding(
                "warning",
                "Nobody would notice if the end of the audit log were cut off",
                "Set vamv.audit_heads to a file on another disk or of another user.",
            )
        )
    return findings
