#!/usr/bin/env python3
"""csvfiles -- the records of files with slips in them.

usage: csvfiles.py UNIT FILES [SEED]

Makes so many files by chance, lets UNIT/csv read them, once through the scanner
and once with RT_CSV=libcsv, and compares with Python's csv.reader, strict=True.
Where rt says another thing than Python by its own rules (rt(7), rt-tables(5)),
the rule stands below as DECLARED, with the reason.
"""
import csv
import io
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

UNIT, FILES = sys.argv[1], int(sys.argv[2])
CHANCE = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
BATCH = 100

CELLS = ["", "1", "80.00", "C1", "张三", " x ", "a b", '"q"', '"a,b"', '"a""b"', '"l\nl"',
         '"r\r\nr"', '"c\rc"', '""', '" "', "\t", "\u3000", "é", "😀", '"' + "x" * 70 + '"']
ENDS = ["\n", "\n", "\r\n", "\r"]
SLIPS = ['"', '""', ",", "\n", "\r", "\r\n", " ", "\0", "\ufeff", "a", '"\n', '",', "\n\n",
         b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80"]


def make():
    """A file, whole or with slips."""
    end = CHANCE.choice(ENDS)
    columns = CHANCE.randint(1, 5)
    header = ",".join(["customer_id", "name", "x", "y", "z"][:columns])
    lines = [header]
    for _ in range(CHANCE.randint(0, 12)):
        cells = columns if CHANCE.random() < 0.95 else CHANCE.randint(1, 6)
        lines.append(",".join(CHANCE.choice(CELLS) for _ in range(cells)))
        if CHANCE.random() < 0.05:
            lines.append(CHANCE.choice(["", header, " ", "," * (columns - 1)]))
    data = (CHANCE.choice(["", "", "", "\ufeff"]) + end.join(lines) +
            CHANCE.choice([end, end, ""])).encode()
    for _ in range(CHANCE.choice([0, 1, 1, 2, 5])):
        slip = CHANCE.choice(SLIPS)
        slip = slip if isinstance(slip, bytes) else slip.encode()
        at = CHANCE.randrange(3, len(data) + 1)
        data = data[:at] + slip + data[at + CHANCE.choice([0, 0, 1, 2]):]
    return data


FIELD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
# What a record can begin with, up to the end of one of its lines.
LEGAL = re.compile(rf'(?:{FIELD},)*(?:{FIELD}(?:\r\n|\r|\n)?|"(?:[^"]|"")*)')


def first_fault(lines):
    """DECLARED: a quote inside a cell that does not begin with one is a slip, where
    Python takes it as it stands.  How many lines of the record there are up to it;
    0: none."""
    for n in range(1, len(lines) + 1):
        if not LEGAL.fullmatch("".join(lines[:n])):
            return n
    return 0


def one_record(lines):
    """Its cells, or None for a slip, or "open"; and how many lines it takes."""
    reader = csv.reader(iter(lines), strict=True)
    try:
        cells = next(reader)
    except csv.Error as fault:
        cells = "open" if "unexpected end of data" in str(fault) else None
    slip = first_fault(lines[:reader.line_num])
    assert slip or cells is not None, lines
    # DECLARED: behind a slip reading goes on at the next line of the file.
    return (None, slip) if slip else (cells, reader.line_num)


def is_blank(text):
    """DECLARED: spaces of any kind, and what nobody sees, are blank."""
    return all(unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cc", "Cf") for c in text)


def is_text(text):
    """DECLARED: NUL, bytes that are no UTF-8, and a mark inside the file are bad."""
    return not any(c in "\0\ufeff" or "\ud800" <= c <= "\udfff" for c in text)


def as_bytes(text):
    return text.encode("utf-8", "surrogateescape")


def wanted(data):
    """What rt is to say: the header, the records with their lines, whether it dies."""
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    # DECLARED: LF, CRLF and CR end a record; so they do for Python's files.
    lines = list(io.StringIO(text, newline=""))
    records, header, at = [], None, 0
    while at < len(lines):
        cells, used = one_record(lines[at:])
        raw = re.sub(r"(\r\n|\r|\n)\Z", "", "".join(lines[at:at + used]))
        line = at + 1
        at += used
        if cells == "open":
            # DECLARED: a quote left open ends the run; nobody knows what is lost.
            return header, records, True
        if cells is not None and (is_blank(raw) if len(cells) <= 1 and
                                  (header is None or len(header[0]) == 1)
                                  else all(map(is_blank, cells))):
            # DECLARED: blank lines, and records whose cells are all blank, are none;
            # in a single column quotes say that a blank cell is one.
            continue
        good = cells is not None and all(map(is_text, cells))
        if header is None:
            if not good:
                # DECLARED: without a header that would do there is no table.
                return None, records, True
            header = (cells, raw)
        # DECLARED: the header once more, and another number of cells, are slips.
        elif good and raw != header[1] and len(cells) == len(header[0]):
            records.append((line, cells))
    return header, records, header is None


def print_wanted(header, records, dies):
    said = []
    if header:
        said.append(b"header" + b"".join(b" %d:%s" % (len(c), c) for c in
                                         map(as_bytes, header[0])))
    for line, cells in records:
        said.append(b"%d" % line + b"".join(b" %d:%s" % (len(c), c) for c in
                                            map(as_bytes, cells)))
    return said, dies


def met(answer):
    """Of the driver's answer about a file: what it said, and whether it died."""
    body, status = answer.rsplit(b"\nstatus ", 1)
    dies = status.strip() != b"0"
    said = body.rsplit(b"\nunit: ", 1)[0] if dies else body.rsplit(b"\nrows ", 1)[0]
    if dies and body.startswith(b"unit: "):
        said = b""
    return said, dies


def compare(folder, number, data, answer, lane):
    said, dies = print_wanted(*wanted(data))
    if met(answer) != (b"\n".join(said), dies):
        kept = pathlib.Path("oracle-differs.csv")
        kept.write_bytes(data)
        sys.exit(f"file {number} ({lane}; kept as {kept}):\n{data!r}\n"
                 f"rt:     {met(answer)}\nPython: {(said, dies)}")


def is_other(data):
    """What looks like another format or encoding is told by its first bytes."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].lower()
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or first.startswith((b"pk", b"<", b"sep="))


records = died = 0
with tempfile.TemporaryDirectory() as folder:
    for begin in range(0, FILES, BATCH):
        batch = []
        while len(batch) < min(BATCH, FILES - begin):
            data = make()
            if not is_other(data):
                batch.append(data)
        paths = [f"{folder}/{i}" for i in range(len(batch))]
        for path, data in zip(paths, batch):
            pathlib.Path(path).write_bytes(data)
            _, found, dies = wanted(data)
            records += len(found)
            died += dies
        for lane in "", "libcsv":
            output = subprocess.run([f"{UNIT}/csv", "records", *paths], check=True,
                                    capture_output=True, env=os.environ | {"RT_CSV": lane}).stdout
            for i, path in enumerate(paths):
                mark = f"file {path}\n".encode()
                answer = output[output.index(mark) + len(mark):]
                following = answer.find(f"file {folder}/{i + 1}\n".encode())
                compare(folder, begin + i, batch[i], answer[:following if following >= 0 else None],
                        lane or "scanner")
print(f"{FILES} files, {records} records taken, {died} files refused as a whole: "
      "all as Python has them, both ways")
