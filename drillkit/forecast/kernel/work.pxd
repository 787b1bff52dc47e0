cimport cython

from .crews cimport Crews
from .milestones cimport Milestones
from .people cimport People
from .ways cimport Ways
from .world cimport World

cdef long long C_PARTS, C_PROVIDER, C_WORK, DONE, E_ENDED, E_STOOD, E_WIDTH, K_ARRIVE
cdef long long K_FINISH, K_GATE, K_PROVIDER, K_WATCH, O_DONE, O_MISSED, O_NO_PART
cdef long long O_REQUESTED, OPEN, REQUESTED, S_ASKS, S_AUDIENCE, S_AWAITS, S_AWAITS_END
cdef long long S_CHOICES, S_CREW, S_CREW_END, S_EVERY, S_FACT, S_FROM, S_HOURS, S_KEY
cdef long long S_LAW, S_LEGS, S_LEVEL, S_NEXT, S_ORDER, S_OTHERS, S_OTHERS_END, S_PARTS
cdef long long S_PARTS_END, S_PHASE, S_PLACE, S_RANK, S_REACHES, S_REACHES_END, S_RUN
cdef long long S_TARGET, S_TO, S_VERB, S_WHEN, S_WIDTH, SETTLED, SKIPPED, T_SETTLED
cdef long long T_STARTED, V_ASK, V_AWAIT, V_DECIDE, V_DISPATCH, V_REQUEST, V_WATCH
cdef long long WAITING, WORKING, KIND, ORDER, VISIT, OF_RUN, OF_PLACE, OF_VISIT, NO_WAY

cdef class Work:
    cdef Crews crews
    cdef People people
    cdef Ways ways
    cdef Milestones milestones
    @cython.locals(has_crew="bint")
    cdef void open_step(self, World w, long long step) noexcept nogil
    cdef bint is_not_needed(self, World w, long long step) noexcept nogil
    cdef void offer(self, World w, long long step) noexcept nogil
    cdef void watch(self, World w, long long step) noexcept nogil
    cdef void plan(self, World w, long long at, long long kind, long long step) noexcept nogil
    cdef void start(self, World w, long long step) noexcept nogil
    cdef long long drawn(self, World w, long long row) noexcept nogil
    cdef void work_on(self, World w, long long step, long long takes) noexcept nogil
    cdef void go_to_gate(self, World w, long long step, long long takes) noexcept nogil
    cdef void stand(self, World w, long long step, long long until) noexcept nogil
    cdef void plan_gate(self, World w, long long step, long long until) noexcept nogil
    cdef void pass_gate(self, World w, long long step) noexcept nogil
    cdef void shut_gate(self, World w, long long step) noexcept nogil
    cdef void send(self, World w, long long step, long long takes) noexcept nogil
    cdef void set_out(self, World w, long long step, long long origin) noexcept nogil
    cdef void finish(self, World w, long long step) noexcept nogil
    cdef void report(self, World w, long long step) noexcept nogil
    cdef void settle(
        self, World w, long long step, long long how, long long outcome
    ) noexcept nogil
    cdef bint is_answered(self, World w, long long step) noexcept nogil
