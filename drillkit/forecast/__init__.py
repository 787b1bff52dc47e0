"""What would happen ten thousand times: how likely the promises hold, and why.

The charts of the engine as flat tables, one kernel that runs them under the engine's
own rules and keyed draws, and the numbers that come of it.
"""
