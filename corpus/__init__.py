"""
What the clearinghouse holds: records, their files and the vocabularies.

Every other room may import this one and this one imports none of them, so it is
also where a process is told, before any dependency is loaded, that nothing here
phones home and no model is looked for on a network.
"""

import os

_QUIET_AND_OFFLINE = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
for _name, _value in _QUIET_AND_OFFLINE.items():
    os.environ.setdefault(_name, _value)
