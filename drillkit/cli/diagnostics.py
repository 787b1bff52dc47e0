"""Exit codes and stderr: how a command ends, and what it says when it ends badly.

    0    fine
    1    problems were found, a target was missed, or the environment refused
    2    misuse: the line that was typed asks for what there is not
    3    a bug in drillkit; a file with the details is named
    130  interrupted

Every other module raises; only this one turns what was raised into a code.
"""

import contextlib
import errno
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Final

import click

from drillkit import __version__
from drillkit.cli.wording import misuse
from drillkit.errors import DrillkitError, Misuse
from drillkit.language import N_, Language, translator

FINE: Final = 0
FOUND: Final = 1
MISUSED: Final = 2
BUG: Final = 3
INTERRUPTED: Final = 130

# By the system's own number for it: what holds, and what can be done.
REFUSALS: Final = {
    errno.ENOSPC: (
        N_("the disk of {path} is full"),
        N_("make room, then try again"),
    ),
    errno.EROFS: (
        N_("{path} is where nothing may be written"),
        N_("name another place to write to, or work in a copy of the workspace"),
    ),
    errno.EACCES: (
        N_("access to {path} is refused"),
        N_("see who may read and write there, then try again"),
    ),
    errno.ENOTDIR: (
        N_("{path} cannot be: a part of it is a file and not a folder"),
        N_("name another place"),
    ),
    errno.EISDIR: (
        N_("{path} is a folder and not a file"),
        N_("name a file"),
    ),
    errno.EEXIST: (
        N_("{path} is a file and not a folder"),
        N_("name another place"),
    ),
    errno.ENOENT: (
        N_("there is no {path}"),
        N_("see that the file and its folder are there, then try again"),
    ),
}
# Others that mean one of these.
ALIKE: Final = {errno.EPERM: errno.EACCES, errno.EDQUOT: errno.ENOSPC}


def say(text: str) -> None:
    """Prints on stderr, where progress and complaints go and results do not."""
    # What is under way goes on when nobody reads about it any more.
    try:
        click.echo(text, err=True)
    except BrokenPipeError:
        _let_go()


def is_terminal() -> bool:
    """Whether results go to a person's screen, which has a width."""
    return sys.stdout.isatty()


def ending(run: Callable[[], object], lang: Language) -> int:
    """Runs a command and answers with the exit code, having said what went wrong."""
    try:
        code = run()
        # Click answers with the code when a command left by `Context.exit`.
        sys.stdout.flush()
    except DrillkitError as error:
        return _expected(error, lang)
    except click.Abort:
        return _interrupted(lang)
    except KeyboardInterrupt:
        return _interrupted(lang)
    except click.ClickException as error:
        say(misuse(error, translator(lang)))
        return MISUSED
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:
        return _bug(error, lang) if error.errno is None else _refused(error, lang)
    except Exception as error:
        # The one place that catches everything: behind it there is only the shell.
        return _bug(error, lang)
    return code if isinstance(code, int) else FINE


def _expected(error: DrillkitError, lang: Language) -> int:
    translate = translator(lang)
    say(f"drillkit: {error.word(translate)}")
    if way_out := error.word_way_out(translate):
        say(f"  = {way_out}")
    return MISUSED if isinstance(error, Misuse) else FOUND


def _interrupted(lang: Language) -> int:
    say(translator(lang)(N_("drillkit: interrupted")))
    return INTERRUPTED


def _refused(error: OSError, lang: Language) -> int:
    """What the machine refuses is no bug: the disk, the folder, the rights."""
    _let_go()
    translate = translator(lang)
    number = ALIKE.get(error.errno or 0, error.errno)
    says, way_out = REFUSALS.get(number or 0, (N_("{path}: {reason}"), ""))
    path = error.filename or translate(N_("the output"))
    words = {"path": path, "reason": error.strerror}
    return _expected(DrillkitError(says, way_out=way_out, **words), lang)


def _nobody_reads() -> int:
    """`drillkit show | head` is not a fault: the reader has seen enough."""
    _let_go()
    return FINE


def _let_go() -> None:
    """Drop what cannot be printed; Python flushes on the way out and would complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _bug(error: Exception, lang: Language) -> int:
    translate = translator(lang)
    details = "".join(traceback.format_exception(error))
    try:
        where = _saved(details)
    except OSError:
        # The disk may be what broke; the details must not be lost with it.
        say(details)
        where = "stderr"
    sentence = translate(
        N_("drillkit: a bug in drillkit stopped this command: {error}")
    ).format(error=f"{type(error).__name__}: {error}")
    say(sentence)
    hint = N_("nothing recorded before it is lost; the details are in {where}")
    say(f"  = {translate(hint).format(where=where)}")
    return BUG


def _saved(details: str) -> str:
    # Names of options only: what they were given may be a password.
    line = " ".join(part for part in sys.argv[1:] if part.startswith("--"))
    head = f"drillkit {__version__}, Python {platform.python_version()}, "
    with tempfile.NamedTemporaryFile(
        "w", prefix="drillkit-bug-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"{head}{platform.platform()}\n{line}\n\n{details}")
    return file.name
