"""What stands where in the kernel's tables: each table is rows of integers.

``X`` in a comment means a place in the ragged table, where a list begins or ends; a
list takes from the first place up to, and not with, the second.  -1 is "there is none".
Times are milliseconds of drill time.
"""

# A run: its phases and steps, what it waits for (milestones, X), its ladder (pairs of
# role and the worst rank that reaches it, X), the level each state of knowledge gives
# (X), whom its alarm calls, the key of its calls, and whether it has lanes.
(
    R_FIRST, R_END, R_INITIAL, R_STEPS, R_STEPS_END, R_BEGINS, R_BEGINS_END,
    R_LEADS, R_NAMES_NORMAL, R_LADDER, R_LADDER_END, R_LEVELS, R_ALARM, R_KEY,
    R_SPLITS, R_WIDTH,
) = range(16)  # fmt: skip

# A phase: its run, the phase and lane around it, the first phase behind it and all
# inside; its steps and lanes; how lanes join; exits (triples of outcome, phase to and
# milestone, X), deadlines (pairs of time and phase to, X); what a final reaches; the
# phase around the innermost lane that keeps its result; ranks of its path.
(
    P_RUN, P_OWNER, P_LANE, P_END, P_FINAL, P_STEPS, P_STEPS_END, P_LANES, P_LANES_END,
    P_JOIN, P_EXITS, P_EXITS_END, P_AFTER, P_AFTER_END, P_REACHES, P_KEEPER, P_RANK,
    P_PLACE, P_SHUTS, P_WIDTH,
) = range(20)  # fmt: skip

# A lane: whether it keeps its result, where it begins, and its phases.
L_KEEP, L_INITIAL, L_FIRST, L_END, L_WIDTH = range(5)

# A step.  Choices are pairs of the first random word beyond them and an outcome (X);
# crew is pairs of role and people (X); what it reaches, pairs of outcome and
# milestone (X); parts, pairs of stock and the place it lies at (X), for when the fact
# that names the part is known and for when it is not.
(
    S_RUN, S_PHASE, S_VERB, S_BLOCKS, S_NEEDS, S_NEEDS_END, S_LAW, S_KEY,
    S_CREW, S_CREW_END, S_LEVEL, S_WHEN, S_CHOICES, S_CHOICES_END,
    S_REACHES, S_REACHES_END, S_HOURS, S_TARGET, S_AWAITS, S_AWAITS_END, S_ASKS,
    S_EVERY, S_AUDIENCE, S_NEXT, S_ORDER, S_PLACE, S_FROM, S_TO, S_FACT,
    S_PARTS, S_PARTS_END, S_OTHERS, S_OTHERS_END, S_RANK, S_LEGS, S_WIDTH,
) = range(36)  # fmt: skip

# A role: how many, when they are there, and who does its work while nobody is (X).
O_PEOPLE, O_HOURS, O_LINE, O_LINE_END, O_WIDTH = range(5)

# Opening hours: where their stretches (pairs of opening and closing) begin and end.
H_FIRST, H_END, H_WIDTH = range(3)

# A leg: where from and to, how long, check-in, departures (X), hours at its end.
(
    G_FROM, G_TO, G_TAKES, G_CHECK_IN, G_DEPARTS, G_DEPARTS_END, G_HOURS, G_WIDTH,
) = range(8)  # fmt: skip

# Single numbers.
(
    N_RUNS, N_PHASES, N_LANES, N_STEPS, N_ROLES, N_PLACES, N_LEGS, N_LEVELS, N_NAMES,
    N_AUDIENCES, N_STOCK, N_UPDATES, N_UNTIL_CLASSIFIED, N_ENDS_AT, N_ENDS_WHEN,
    N_ITEMS, N_NORMAL, N_DETECTED, N_ACKNOWLEDGED, N_CLASSIFIED, N_DECLARED,
    N_ACKNOWLEDGE, N_PERIODS, N_BY_ITEM, N_PROMPT, N_SLOW, N_SLOW_WORD, N_LOST_WORD,
    N_LEAD_TIME, N_CREWS, N_TARGET, N_WAITS, N_WIDTH,
) = range(33)  # fmt: skip

# Verbs, as far as the kernel tells them apart.
(
    V_WORK, V_ASK, V_DECIDE, V_NOTIFY, V_UPDATE, V_REQUEST, V_DISPATCH, V_TRAVEL,
    V_AWAIT, V_WATCH, V_PAPER, V_WORD,
) = range(12)  # fmt: skip

# How a step stands, and how it was settled.
FREE, OPEN, WORKING, WAITING, SETTLED = range(5)
DONE, SKIPPED, OVERTAKEN, REQUESTED = range(1, 5)

# Outcomes with a meaning of their own; a plan's other outcomes follow.
O_DONE, O_NO_PART, O_MISSED, O_SHUT, O_REQUESTED, OUTCOMES = range(6)

# What a trace tells.
T_ENTERED, T_LEFT, T_REACHED, T_COMPANY, T_STARTED, T_SETTLED, T_WIDTH = range(7)

# Sorts of time on the chain that decided.
C_WORK, C_PEOPLE, C_ACCESS, C_PARTS, C_PROVIDER, C_ANSWER, C_DEADLINE, C_WIDTH = range(
    8
)

# An execution: which step (or what else), when it was ready, begun and over, what it
# came of, how long it stood before a gate, and its sort.
E_STEP, E_READY, E_BEGAN, E_ENDED, E_CAUSE, E_STOOD, E_SORT, E_WIDTH = range(8)

# What is planned, in the order in which it happens at one instant: acts of people, then
# what time brings.  A plan's value is its kind and what it is about.
K_ANSWER, K_FINISH, K_PROVIDER, K_WATCH, K_WORD = range(5)
K_ARRIVE, K_GATE, K_CALL, K_AFTER, K_END = range(5)

# A call of a ladder: whose run, who, which rung, whether as a deputy, and when.
A_RUN, A_ROLE, A_RUNG, A_DEPUTY, A_MADE, A_WIDTH = range(6)
