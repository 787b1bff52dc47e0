cimport cython

from .world cimport World

cdef long long G_CHECK_IN, G_DEPARTS, G_DEPARTS_END, G_FROM, G_HOURS, G_TAKES, G_TO
cdef long long G_WIDTH, H_END, H_WIDTH, FURTHEST, NO_WAY

cdef class Ways:
    @cython.locals(midway="bint")
    cdef long long starts(self, World w, long long hours, long long need) noexcept nogil
    cdef long long shuts(self, World w, long long hours) noexcept nogil
    cdef long long journey(self, World w, long long origin, long long destination) noexcept nogil
    @cython.locals(better="bint")
    cdef bint one_leg_more(self, World w, long long turn) noexcept nogil
    cdef bint is_sooner(self, World w, long long place, long long ready) noexcept nogil
    cdef long long departs(self, World w, long long row, long long ready) noexcept nogil
