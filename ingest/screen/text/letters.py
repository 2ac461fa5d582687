"""Classes of letters, for regular expressions."""

# Latin capitals with all their marks, some small letters among them. “À-Ỹ” would hold every Thai and Khmer letter too.
CAPITAL = "A-ZÀ-ɏḀ-Ỹ"
