cimport cython

cdef long long E_BEGAN, E_CAUSE, E_ENDED, E_READY, E_SORT, E_STEP, E_STOOD, E_WIDTH
cdef long long A_WIDTH, MOST_CALLS, O_HOURS, O_WIDTH, S_CREW, S_CREW_END, S_WIDTH
cdef long long H_END, H_FIRST, H_WIDTH
cdef long long MOST_EVENTS, MOST_EXECUTIONS, CELL_BITS, UNIFORM_WORD

cdef class World:
    cdef long long[::1] numbers, runs, phases, lanes, steps, roles, hours, opens, legs
    cdef long long[::1] stock, x, trace
    cdef readonly long long n_runs, n_phases, n_steps, n_roles, n_names, n_audiences
    cdef int[::1] laws
    cdef readonly long long n_stock, n_legs, n_places
    cdef long long[::1] begun, over, touched, alarmed, heard, known, level, calls, call_rows, run_cause, run_began
    cdef long long[::1] asked, active, visits, entered, phase_cause, marked
    cdef long long[::1] status, how, outcome, visit, ready, finish, left, until
    cdef long long[::1] step_cause, execution, urgency, holds, stood_since, fresh
    cdef long long[::1] queue, granted, held, crew_place, busy, spare, on_duty
    cdef long long[::1] reached, reached_by, company, first, company_cause
    cdef long long[::1] itemised, to_mark, owed, due, last_word, spent
    cdef long long[::1] place_ready, place_arrived, place_round, place_new
    cdef long long[::1] acts, dues, executions, words
    cdef readonly long long now, replication, failed, most_traced, traced
    cdef readonly long long n_acts, n_dues, n_executions, n_queue, n_granted
    cdef long long n_calls
    cdef long long cause, rank, marks, ended, shift, has_shifts, same_until, stirred
    cdef unsigned long long seed, wide0, wide1, bump0, bump1

    cdef void plan_act(self, long long at, long long order, long long value) noexcept nogil
    cdef void plan_due(self, long long at, long long order, long long value) noexcept nogil
    cdef void drop_act(self) noexcept nogil
    cdef void drop_due(self) noexcept nogil
    cdef long long push(
        self, long long[::1] heap, long long count, long long at, long long order, long long value
    ) noexcept nogil
    cdef long long pop(self, long long[::1] heap, long long count) noexcept nogil
    @cython.locals(
        c0="unsigned long long", c1="unsigned long long", c2="unsigned long long",
        c3="unsigned long long", k0="unsigned long long", k1="unsigned long long",
        left="unsigned long long", right="unsigned long long", turn="int",
    )
    cdef void draw(self, long long key, long long occurrence) noexcept nogil
    cdef long long sample(self, long long law, long long word) noexcept nogil
    cdef long long stretch(self, long long hours, long long at) noexcept nogil
    cdef bint is_open(self, long long hours, long long at) noexcept nogil
    cdef long long next_open(self, long long hours, long long at) noexcept nogil
    cdef long long next_change(self, long long hours) noexcept nogil
    cdef long long execute(
        self, long long step, long long ready, long long began, long long cause, long long sort
    ) noexcept nogil
    cdef void tell(self, long long what, long long which) noexcept nogil
