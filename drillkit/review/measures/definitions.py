"""What each measure is called and how it is reckoned, in the reader's words.

A report prints the definition of every measure it uses; a measure without one
cannot be printed.
"""

from dataclasses import dataclass

from drillkit.language import N_


@dataclass(frozen=True, slots=True)
class Definition:
    """A title for tables, and the formula as a sentence; both message ids."""

    title: str
    says: str


DEFINITIONS: dict[str, Definition] = {
    "time-to-detect": Definition(
        N_("Time to detect"),
        N_("From the onset, known in a drill, to the moment it was noticed."),
    ),
    "time-to-acknowledge": Definition(
        N_("Time to acknowledge"),
        N_("From detection to the first person who took charge of it."),
    ),
    "time-to-classify": Definition(
        N_("Time to classify"),
        N_("From acknowledgement to the first severity given."),
    ),
    "time-to-declare": Definition(
        N_("Time to declare"), N_("From detection to the declaration of the event.")
    ),
    "time-to-plan": Definition(
        N_("Time to plan"),
        N_("From the declaration to the approval of the restoration plan."),
    ),
    "time-to-workaround": Definition(
        N_("Time to workaround"),
        N_("From acknowledgement to the first workaround that carried the service."),
    ),
    "time-to-restore-reported": Definition(
        N_("Time to restore, as reported"),
        N_("From detection to the last report that the service is restored."),
    ),
    "time-to-restore": Definition(
        N_("Time to restore, confirmed"),
        N_(
            "From detection to the last confirmation that the service is restored;"
            " a failed check does not count."
        ),
    ),
    "time-to-normalisation": Definition(
        N_("Time to normalisation"),
        N_(
            "From the onset to back to normal. The promise is the scenario's objective,"
            " else the severity's restore-within."
        ),
    ),
    "time-to-normalisation-from-startex": Definition(
        N_("Time to normalisation, from STARTEX"),
        N_("From the start of the exercise to back to normal."),
    ),
    "first-level": Definition(
        N_("First severity"), N_("The severity first given, by when it was given.")
    ),
    "final-level": Definition(
        N_("Final severity"), N_("The severity of the whole event when it ended.")
    ),
    "first-classification-accuracy": Definition(
        N_("First severity against the expected answer"),
        N_(
            "Rungs of the severity ladder between the first severity and"
            " the expected one."
        ),
    ),
    "classification-accuracy": Definition(
        N_("Final severity against the expected answer"),
        N_(
            "Rungs of the severity ladder between the final severity and"
            " the expected one."
        ),
    ),
    "time-to-notify": Definition(
        N_("Time to notify, from the declaration"),
        N_(
            "From the declaration to the moment the audience was told:"
            " the answer that counts, else the first message."
        ),
    ),
    "time-to-notify-from-onset": Definition(
        N_("Time to notify, from the onset"),
        N_("From the onset to the moment the audience was told."),
    ),
    "calls-answered": Definition(
        N_("Calls answered"),
        N_("Calls with the answer asked for, out of all calls made."),
    ),
    "acknowledged-in-time": Definition(
        N_("Calls answered in time"),
        N_(
            "Calls answered within their window, out of calls whose"
            " window is over or met."
        ),
    ),
    "call-answer-median": Definition(
        N_("Time to answer a call, median"),
        N_("Half of all calls were answered no later; unanswered calls rank last."),
    ),
    "call-answer-p90": Definition(
        N_("Time to answer a call, 90th percentile"),
        N_("Nine calls of ten were answered no later; unanswered calls rank last."),
    ),
    "broken-links": Definition(
        N_("Broken links of the call tree"),
        N_("Calls never answered, whose window had passed."),
    ),
    "longest-silence": Definition(
        N_("Longest silence"),
        N_(
            "The longest stretch without a word to the audience, from the declaration"
            " over every update to the final one, or to ENDEX."
        ),
    ),
    "cadence-kept": Definition(
        N_("Update interval kept"),
        N_("Stretches between words no longer than the severity allows, out of all."),
    ),
    "promises-kept": Definition(
        N_("Promises of the next update kept"),
        N_(
            "Updates that came by the time the one before promised, out"
            " of all promised."
        ),
    ),
    "sla-time": Definition(
        N_("Contract time"),
        N_(
            "From where the contract's clock starts to where it ends, less the union of"
            " the stops it allows and the hours it does not cover."
        ),
    ),
    "phase-time": Definition(
        N_("Time in a phase"),
        N_(
            "Sum over the visits, less the department's time-outs; the"
            " target is per visit."
        ),
    ),
    "step-time": Definition(
        N_("Time for a step"),
        N_(
            "From opening to settling, less waiting for a site to open and the"
            " department's time-outs."
        ),
    ),
    "phase-targets-kept": Definition(
        N_("Phase targets kept"), N_("Visits within their target, out of those judged.")
    ),
    "step-targets-kept": Definition(
        N_("Step targets kept"), N_("Steps within their target, out of those judged.")
    ),
    "obligations-kept": Definition(
        N_("Deadlines kept, own targets included"),
        N_(
            "Deadlines of the log met in time, targets of phases and steps included,"
            " out of those that came due and were rated."
        ),
    ),
    "obligations-kept-by-kind": Definition(
        N_("Deadlines kept, by kind"),
        N_("Deadlines of one kind met in time, out of those that were rated."),
    ),
    "injects-delivered": Definition(
        N_("Injects delivered"),
        N_(
            "Injects that reached their players, out of all but unneeded"
            " contingency ones."
        ),
    ),
    "inject-lateness": Definition(
        N_("Latest inject"),
        N_("How long after its planned time the latest inject was delivered."),
    ),
    "expectations-met": Definition(
        N_("Expected actions seen in time"),
        N_("Expected actions done within the time allowed, out of those judged."),
    ),
    "user-minutes": Definition(
        N_("User-minutes lost"),
        N_(
            "Users of each affected item times its minutes without service, until a"
            " workaround or the confirmed restoration, whichever came first."
        ),
    ),
    "items-restored": Definition(
        N_("Affected items restored"),
        N_("Items confirmed as restored, out of all affected."),
    ),
    "partner-acknowledged": Definition(
        N_("Partner acknowledged"),
        N_("From our request to the partner's first answer."),
    ),
    "partner-restored": Definition(
        N_("Partner finished"), N_("From our request to the partner's final answer.")
    ),
    "entries-written-late": Definition(
        N_("Entries written late"),
        N_(
            "Entries of people written more than a minute after they happened,"
            " out of all entries of people."
        ),
    ),
    "latest-writing": Definition(
        N_("Latest entry"), N_("The longest time between an act and its entry.")
    ),
}
