#!/usr/bin/env python3
"""What a manual page holds, one a line, to be compared with its translation.

page.py ASPECT PAGE, where ASPECT is:
    sections  Sh and Ss, in their order, without their headings
    items     what the entries of lists are: options and words, in their order
    options   all that stand behind Fl, sorted
    words     all that stand behind Cm, Ev and Pa, and the pages behind Xr, sorted
    commands  literal blocks with commands, and lines of Dl, as they are
    blocks    how many literal blocks there are
    numbers   in the text, sorted
    strays    macros that stand in the text, and sections behind Sx that are not there
"""
import re
import sys

MACROS = set('''Ac Ao Ap Aq Ar Bc Bo Bq Cm Dc Do Dq Dv Ec Em En Eo Er Ev Fl Fn Ic Li Nm No Ns
    Oc Oo Op Pa Pc Pf Po Pq Qc Ql Qo Qq Sc So Sq Sx Sy Ta Va Vt Xc Xo Xr'''.split())
MARKS = set('. , : ; ( ) [ ] ? ! |'.split())


def parts(lines):
    """Lines of the text, and literal blocks, each as (is literal, lines)."""
    block = None
    for line in lines:
        if line.startswith('.Bd -literal'):
            block = []
        elif line == '.Ed' and block is not None:
            yield True, block
            block = None
        elif block is not None:
            block.append(line)
        elif not line.startswith('.\\"'):
            yield False, [line]


def behind(macro, line):
    """The words behind that macro in a line, up to the next macro or Chinese text."""
    if not line.startswith('.'):
        return
    here = False
    for word in line[1:].split():
        if word in MACROS:
            here = word == macro
        elif not word.isascii():
            here = False
        elif here and word not in MARKS:
            yield word


def items(lines):
    for line in lines:
        if line.startswith('.It'):
            yield ' '.join(['It'] + [macro + ' ' + word for macro in ('Fl', 'Cm')
                                     for word in behind(macro, line)])


def strays(text):
    headings = {line[4:] for line in text if re.match(r'\.S[hs] ', line)}
    for line in text:
        if not line.startswith('.'):
            yield from re.findall(r'(?:^| )((?:Fl|Cm|Ar|Xr|Ns|Sx|Pa|Ev|Ql) .*)', line)
        for wanted in re.findall(r'(?:^\.|\s)Sx (.+?)(?: Ns\b| [.,;:]|$)', line):
            if line.startswith('.') and wanted not in headings:
                yield 'Sx ' + wanted


def main():
    aspect, path = sys.argv[1:]
    with open(path, encoding='utf-8') as page:
        pieces = list(parts(page.read().splitlines()))
    text = [line for literal, lines in pieces if not literal for line in lines]
    blocks = [lines for literal, lines in pieces if literal]
    if aspect == 'sections':
        out = [line[1:3] for line in text if re.match(r'\.S[hs] ', line)]
    elif aspect == 'items':
        out = list(items(text))
    elif aspect == 'options':
        out = sorted({word for line in text for word in behind('Fl', line)})
    elif aspect == 'words':
        out = sorted({macro + ' ' + word for macro in ('Cm', 'Ev', 'Pa', 'Xr')
                      for line in text for word in behind(macro, line)})
    elif aspect == 'commands':
        out = [line for literal, lines in pieces for line in lines
               if literal and any(l.startswith('$ ') for l in lines)
               or not literal and line.startswith('.Dl ')]
    elif aspect == 'blocks':
        out = [str(len(blocks))]
    elif aspect == 'numbers':
        prose = '\n'.join(line for line in text if not re.match(r'\.(Dd|Bl|ds|hc|%)', line))
        out = sorted(set(re.findall(r'(?<!\[u)\d+(?:[.,:]\d+)*', prose)))
    elif aspect == 'strays':
        out = list(strays(text))
    else:
        sys.exit(__doc__)
    print('\n'.join(out))


main()
