"""What somebody is called online: accounts, handles, e-mail addresses."""

from ingest.screen.finding import Detectors
from ingest.screen.online.accounts import find_accounts
from ingest.screen.online.called_accounts import find_called_accounts
from ingest.screen.online.emails import find_emails
from ingest.screen.online.loose_accounts import find_loose_accounts

SURE: Detectors = (find_accounts, find_emails)
DOUBTS: Detectors = (find_called_accounts, find_loose_accounts)
