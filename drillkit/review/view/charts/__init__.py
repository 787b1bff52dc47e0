"""The pictures of a report, one to a file, each made from the measures beside it."""
