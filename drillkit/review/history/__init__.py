"""Many drills side by side: what changed, what was exercised, who kept their word."""
