"""How large a place a part of an address names."""

from typing import Literal

Level = Literal["house", "street", "group", "village", "commune", "district", "province"]
