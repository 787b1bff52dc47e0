cimport cython

from .crews cimport Crews
from .flow cimport Flow
from .milestones cimport Milestones
from .people cimport People
from .work cimport Work
from .world cimport World

cdef long long A_RUN, A_WIDTH, C_ACCESS, C_ANSWER, C_DEADLINE, C_PEOPLE, DONE, E_BEGAN
cdef long long E_CAUSE, E_ENDED, E_READY, E_SORT, E_STEP, E_STOOD, E_WIDTH, FREE
cdef long long K_ANSWER, K_ARRIVE, K_CALL, K_FINISH, K_GATE, K_PROVIDER, K_WATCH
cdef long long N_ACKNOWLEDGED, N_ENDS_AT, N_STEPS, N_TARGET, N_UNTIL_CLASSIFIED, O_DONE
cdef long long O_SHUT, OPEN, P_AFTER, P_SHUTS, P_WIDTH, R_STEPS, R_STEPS_END, R_WIDTH
cdef long long S_AUDIENCE, S_KEY, S_LAW, S_PHASE, S_WIDTH, WAITING, WORKING, KIND, VISIT
cdef long long OF_PHASE, OF_ENTRY, A_CALL, A_DEADLINE

cdef class Lives:
    cdef World world
    cdef Crews crews
    cdef People people
    cdef Milestones reached
    cdef Work work
    cdef Flow flow
    cpdef long long run(
        self, unsigned long long seed, long long first, long long count,
        long long[::1] chosen, int[::1] out, long long[::1] critical, long long[::1] spent
    )
    cpdef long long first_word(self, unsigned long long seed, long long replication, long long key)
    cpdef void retell(self, unsigned long long seed, long long replication)
    cdef long long run_all(
        self, World w, long long first, long long count, long long[::1] chosen, int[::1] out, long long[::1] critical, long long[::1] spent
    ) noexcept nogil
    cdef void reset(self, World w) noexcept nogil
    cdef void live(self, World w) noexcept nogil
    cdef long long next_at(self, World w) noexcept nogil
    cdef void after_act(self, World w) noexcept nogil
    cdef void take(self, World w) noexcept nogil
    cdef void act(self, World w) noexcept nogil
    cdef void act_on_step(
        self, World w, long long kind, long long step, long long visit
    ) noexcept nogil
    cdef void answer(self, World w, long long call) noexcept nogil
    cdef void end_now(self, World w, long long execution) noexcept nogil
    cdef void pass_time(self, World w) noexcept nogil
    cdef void bring(self, World w, long long kind, long long step, long long visit) noexcept nogil
    cdef void move_on(self, World w, long long about) noexcept nogil
    cdef void blame(self, World w, long long[::1] critical, long long[::1] spent) noexcept nogil
