#!/usr/bin/env python3
"""terminal -- a command before a terminal, which somebody types at.

    terminal.py COMMAND [ARGUMENT]... < what is typed

Types a line, or what stands before a tab, when the command has been still for
a moment; prints what the terminal shows.  \\t in the input is the tab key, \\x04
the end of input.  With QUIET set, nothing is typed before that text was shown.
"""
import os
import pty
import re
import select
import sys
import time

typed = re.findall(r"[^\t\n\x04]*[\t\n\x04]", sys.stdin.read().encode().decode("unicode_escape")
                   .encode("latin-1").decode())
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
shown = b""


def watch(still, most):
    """Reads until nothing came for so long; False at the end."""
    global shown
    end = time.time() + most
    while time.time() < end:
        if not select.select([fd], [], [], still)[0]:
            return True
        try:
            piece = os.read(fd, 65536)
        except OSError:
            return False
        if not piece:
            return False
        shown += piece
    return True


quiet = os.environ.get("QUIET", "").encode()
going = watch(0.5, 10)
while quiet and going and quiet not in shown:
    going = watch(0.5, 10)
for piece in typed:
    if not going:
        break
    os.write(fd, piece.encode())
    going = watch(0.7, 10)
os.close(fd)
os.waitpid(pid, 0)
sys.stdout.write(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode(errors="replace")).replace("\r", ""))
