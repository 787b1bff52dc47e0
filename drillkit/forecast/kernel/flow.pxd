cimport cython

from .milestones cimport Milestones
from .people cimport People
from .work cimport Work
from .world cimport World

cdef long long DONE, K_AFTER, L_END, L_FIRST, L_INITIAL, L_KEEP, L_WIDTH, N_DETECTED
cdef long long N_ENDS_WHEN, N_NORMAL, O_DONE, OVERTAKEN, P_AFTER, P_AFTER_END, P_END
cdef long long P_EXITS, P_EXITS_END, P_FINAL, P_JOIN, P_LANE, P_LANES, P_LANES_END
cdef long long P_OWNER, P_PLACE, P_RANK, P_REACHES, P_RUN, P_STEPS, P_STEPS_END, P_WIDTH
cdef long long R_ALARM, R_BEGINS, R_BEGINS_END, R_END, R_FIRST, R_INITIAL, R_SPLITS
cdef long long R_WIDTH, S_BLOCKS, S_NEEDS, S_NEEDS_END, S_VERB, S_WIDTH, SETTLED
cdef long long T_ENTERED, T_LEFT, V_AWAIT, V_DECIDE, KIND, DEADLINE, OF_RUN, OF_PLACE
cdef long long OF_VISIT, OF_PHASE, OF_ENTRY, MOST_ROUNDS, ANY

cdef class Flow:
    cdef Work work
    cdef People people
    cdef Milestones reached
    cdef void settle_all(self, World w) noexcept nogil
    cdef void end_when_over(self, World w) noexcept nogil
    cdef bint progress(self, World w, long long run) noexcept nogil
    @cython.locals(holds="bint")
    cdef bint begin(self, World w, long long run) noexcept nogil
    @cython.locals(is_split="bint", may_leave="bint")
    cdef long long joined(self, World w, long long first, long long end) noexcept nogil
    @cython.locals(is_end="bint")
    cdef bint is_joined(self, World w, long long phase) noexcept nogil
    cdef long long exit(self, World w, long long phase, long long outcome) noexcept nogil
    cdef bint move(self, World w, long long phase) noexcept nogil
    @cython.locals(is_answer="bint", is_decision="bint")
    cdef bint leads_out(self, World w, long long phase, long long step) noexcept nogil
    cdef void open_fresh(self, World w, long long first, long long end) noexcept nogil
    cdef bint is_ready(self, World w, long long step) noexcept nogil
    cdef bint leave(
        self, World w, long long phase, long long outcome, long long how
    ) noexcept nogil
    cdef void leave_late(self, World w, long long phase, long long to) noexcept nogil
    cdef void overtake(self, World w, long long phase) noexcept nogil
    cdef void enter_all(self, World w, long long phase) noexcept nogil
    cdef long long begins_in(self, World w, long long lane) noexcept nogil
    @cython.locals(is_final="bint", is_later="bint")
    cdef long long kept(self, World w, long long lane) noexcept nogil
    cdef void enter(self, World w, long long phase) noexcept nogil
    cdef void set_deadlines(self, World w, long long phase) noexcept nogil
