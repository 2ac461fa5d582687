"""The lists the detectors go by: names, places, cue phrases, words of date and place; data, in YAML."""
