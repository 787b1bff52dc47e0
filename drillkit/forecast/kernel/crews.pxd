cimport cython

from .world cimport World

cdef long long O_HOURS, O_LINE, O_LINE_END, O_PEOPLE, O_WIDTH, S_CREW, S_CREW_END
cdef long long S_ORDER, S_WIDTH, FOREVER

cdef class Crews:
    cdef void want(self, World w, long long step, long long urgency) noexcept nogil
    cdef bint is_before(self, World w, long long step, long long other) noexcept nogil
    cdef void release(self, World w, long long step) noexcept nogil
    cdef void leave_queue(self, World w, long long step) noexcept nogil
    cdef void share_out(self, World w) noexcept nogil
    cdef void look_who_is_there(self, World w) noexcept nogil
    cdef void look_at_the_clock(self, World w) noexcept nogil
    @cython.locals(enough="bint")
    cdef bint staffed(self, World w, long long step) noexcept nogil
    cdef long long stand_in(self, World w, long long role) noexcept nogil
    cdef long long next_shift(self, World w) noexcept nogil
    cdef long long changes(self, World w, long long role) noexcept nogil
