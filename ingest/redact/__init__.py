"""Redaction that removes: what a curator marks is in no byte of the file that is served, or there is no such file."""

from ingest.redact.leaks import leaks
from ingest.redact.model import RedactedFile, Redaction, RedactionError
from ingest.redact.process import redact_in_process
from ingest.redact.redact import redact_file

__all__ = ["RedactedFile", "Redaction", "RedactionError", "leaks", "redact_file", "redact_in_process"]
