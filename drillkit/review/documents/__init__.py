"""Documents beside the report, of the same shape and drawn by the same formats."""
