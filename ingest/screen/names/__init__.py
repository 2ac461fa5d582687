"""Names of persons: beside facts of a case, in forms, in other letters; how far one reaches."""

from ingest.screen.finding import Detectors
from ingest.screen.names.khmer_names import find_khmer_names
from ingest.screen.names.labelled_names import find_labelled_names
from ingest.screen.names.loose_khmer_names import find_loose_khmer_names
from ingest.screen.names.loose_names import find_loose_names
from ingest.screen.names.names import find_names
from ingest.screen.names.other_scripts import find_in_other_scripts
from ingest.screen.names.thai_names import find_thai_names

SURE: Detectors = (find_khmer_names, find_labelled_names, find_names, find_thai_names)
DOUBTS: Detectors = (find_loose_khmer_names, find_loose_names, find_in_other_scripts)
