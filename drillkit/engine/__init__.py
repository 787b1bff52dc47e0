"""What may happen in a drill, and what did.

Data in, data out: no clock, no disk, no dice, no terminal.
"""
