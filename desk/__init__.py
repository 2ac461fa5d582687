"""The curator's desk: who works here, drafts on their way to publication, and the trail of what was done."""

import corpus  # noqa: F401 - telemetry is turned off before any dependency is loaded
