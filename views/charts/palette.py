"""The colours and shapes of the charts: those of the pages, and such as hold on a light and on a dark page."""

from typing import Final

# As in style.css, which a test compares. A shape stands beside each colour: nothing is told by colour alone.
FOUR_P_COLOURS: Final = {
    "prevention": "#009e73",
    "protection": "#0072b2",
    "prosecution": "#d55e00",
    "policy": "#cc79a7",
}
FOUR_P_SHAPES: Final = {
    "prevention": "circle",
    "protection": "square",
    "prosecution": "triangle-up",
    "policy": "diamond",
}
BLUE: Final = "#0072b2"
ON_BLUE: Final = "#ffffff"
# The lines of the pages' own borders.
LINE: Final = "#80888e"
# What a page writes in: its theme decides. In a picture to keep, `export` puts PRINT in its place.
TEXT: Final = "currentColor"
PRINT: Final = "#1b2024"
