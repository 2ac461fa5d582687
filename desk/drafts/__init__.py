"""Documents on their way: drafts and their files, read in the background, described by several people at once."""
