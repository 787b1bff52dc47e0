"""Corrective actions: what drills led to, as text beside the plan, until a retest."""
