"""The verbs of the command line, one file each, and what they share.

Results go to stdout and everything else to stderr.  Whatever is slow to import is
imported inside the verb that needs it, so that `--help` answers at once.
"""
