"""The people of a forecast: perfect, but for the time that they take.

They take a step as soon as the staffing rule gives it to them, work on it for exactly
the time that was drawn, never report wrongly and write nothing late.  What the plan
does not say of them is here, and told as an assumption: how fast somebody called
answers, and what an update takes whoever writes it.
"""

from typing import Final

from drillkit.engine.draws import Beta, Law, Triangular

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND

# Uniform between the two ends; most answer soon, some late, some never.
PROMPT: Final[Law] = Beta(20 * SECOND, 4 * MINUTE, 1.0, 1.0)
SLOW: Final[Law] = Beta(6 * MINUTE, 18 * MINUTE, 1.0, 1.0)
SLOW_SHARE: Final = 0.06
LOST_SHARE: Final = 0.03

# Whoever owes an audience a word begins so long before it is due.
WORD: Final[Law] = Triangular(MINUTE, 2 * MINUTE, 5 * MINUTE)
WORD_LEAD: Final = 5 * MINUTE

# A provider without a time of its own takes from a third of its promise to all of it.
PROMISE_PARTS: Final = 3
