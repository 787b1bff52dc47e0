"""What decisions rest on, measured as ratios on the machine at hand."""
