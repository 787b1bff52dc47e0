"""The kernel compiled, where a build has put it: its sources are in `kernel/`.

In a checkout there is nothing else here until a build; a stamp beside the modules says
of which sources they were made.
"""
