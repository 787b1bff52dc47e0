cimport cython

from .crews cimport Crews
from .world cimport World

cdef long long A_DEPUTY, A_MADE, A_ROLE, A_RUN, A_RUNG, A_WIDTH, FREE, K_ANSWER, K_CALL
cdef long long K_WORD, N_ACKNOWLEDGE, N_DECLARED, N_LEAD_TIME, N_LOST_WORD, N_NORMAL
cdef long long N_PERIODS, N_PROMPT, N_SLOW, N_SLOW_WORD, N_STEPS, O_LINE, O_LINE_END
cdef long long O_WIDTH, R_KEY, R_LADDER, R_LADDER_END, R_WIDTH, S_ORDER, S_WIDTH
cdef long long WAITING, MOST_CALLS, KIND, ORDER, DEADLINE, OF_RUN

cdef class People:
    cdef Crews crews
    cdef void alarm(self, World w, long long run, long long role) noexcept nogil
    cdef void call(
        self, World w, long long run, long long role, long long rung, bint as_deputy
    ) noexcept nogil
    @cython.locals(is_new="bint")
    cdef void climb(self, World w, long long call) noexcept nogil
    cdef void climb_on(
        self, World w, long long run, long long rung, long long missed, long long made
    ) noexcept nogil
    cdef long long deputy(self, World w, long long role) noexcept nogil
    cdef void silence(self, World w) noexcept nogil
    cdef long long period(self, World w, long long audience) noexcept nogil
    cdef void owe(self, World w, long long audience, long long due) noexcept nogil
    cdef void forget(self, World w, long long audience) noexcept nogil
    cdef void send(self, World w, long long audience, long long next_in) noexcept nogil
