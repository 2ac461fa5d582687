"""Where somebody or a shelter is: addresses by their parts, places told in words, coordinates."""

from ingest.screen.finding import Detectors
from ingest.screen.places.addresses import find_addresses
from ingest.screen.places.coordinates import find_coordinates
from ingest.screen.places.postal_boxes import find_postal_boxes
from ingest.screen.places.stays import find_stays
from ingest.screen.places.told_places import find_told_places
from ingest.screen.places.whereabouts import find_whereabouts

SURE: Detectors = (find_addresses, find_coordinates)
DOUBTS: Detectors = (find_postal_boxes, find_stays, find_told_places, find_whereabouts)
