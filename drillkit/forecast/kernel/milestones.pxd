cimport cython

from .people cimport People
from .world cimport World

cdef long long N_BY_ITEM, N_CLASSIFIED, N_ITEMS, N_NORMAL, N_WAITS, P_END, P_KEEPER
cdef long long P_WIDTH, R_LEADS, R_LEVELS, R_NAMES_NORMAL, R_WIDTH, T_COMPANY, T_REACHED

cdef class Milestones:
    cdef People people
    cdef void reach(self, World w, long long run, long long name, long long phase) noexcept nogil
    cdef void of_company(self, World w, long long name) noexcept nogil
    cdef void mark(self, World w) noexcept nogil
    @cython.locals(leads="bint")
    cdef bint holds(self, World w, long long name) noexcept nogil
    @cython.locals(any_does="bint")
    cdef bint is_normal(self, World w) noexcept nogil
    cdef void doubt(self, World w, long long run, long long phase) noexcept nogil
    cdef long long report(self, World w, long long run, long long state) noexcept nogil
    cdef void classify(self, World w, long long run, long long was) noexcept nogil
