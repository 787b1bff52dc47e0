"""The plan: what people wrote, and whether it is sound."""
