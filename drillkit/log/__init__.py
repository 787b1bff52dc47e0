"""What happened, in order, for ever.

Entries go in through a store and come out as they went in: numbered, stamped
with wall time, and chained, so that an edit shows.
"""
