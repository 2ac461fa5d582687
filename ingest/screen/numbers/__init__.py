"""Numbers that lead to one person: papers, case files, registers, telephones, accounts at banks."""

from ingest.screen.finding import Detectors
from ingest.screen.numbers.bank_accounts import find_bank_accounts
from ingest.screen.numbers.identity_documents import find_identity_documents
from ingest.screen.numbers.loose_codes import find_loose_codes
from ingest.screen.numbers.loose_numbers import find_loose_numbers
from ingest.screen.numbers.phones import find_phones
from ingest.screen.numbers.registers import find_register_entries
from ingest.screen.numbers.spoken_numbers import find_spoken_numbers

SURE: Detectors = (find_bank_accounts, find_identity_documents, find_phones)
DOUBTS: Detectors = (find_loose_codes, find_loose_numbers, find_register_entries, find_spoken_numbers)
