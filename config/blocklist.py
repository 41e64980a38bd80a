"""Write the list of passwords that nobody may choose: `make blocklist`.

Published lists hold hardly any password of twelve characters or more, which is our shortest. So this one is
what people make of frequent words when a page asks for twelve: the long ones among the 30,000 most frequent
passwords (distribution zxcvbn, MIT), then German sentences and declarations of love, with names, places and
everyday words. Case, and digits and signs around or between, are no part of it: the rule takes them off. The
most likely come first.
"""

import gzip
import sys
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from vamv.accounts.words import nouns, words

TARGET = Path("src/vamv/accounts/data/blocklist.txt.gz")
SHORTEST = 8
# Written in full, and as keyboards without umlauts write them.
SPELLINGS = (("", ""), ("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss"), ("ß", "ss"))
OF_PEOPLE = """ich liebe {}|i love {}|{} und ich|ich und {}|mama und {}|{} und mama|papa und {}|{} und papa
mein schatz {}|{} mein schatz|mein engel {}|{} mein engel|mein sohn {}|meine tochter {}|mein {}
meine {}|{} meine maus|{} mein leben|{} forever|forever {}|für immer {}|{} für immer|immer {}
nur {}|{} ist der beste|{} ist die beste|{} mein held|{} meine liebe|{} mein herz|love {}|{} love
alles für {}|ich vermisse {}|ich hasse {}|{} ist doof|{} ist blöd|hallo {}|ich bin {}
hallo ich bin {}|mein name ist {}|ich heiße {}|passwort {}|{} passwort|passwort von {}|geheim {}
{} geheim|mama von {}|papa von {}|die mama von {}|der papa von {}|{}s mama|{}s papa|kleiner {}
kleine {}|süßer {}|süße {}|danke {}|liebe {}|lieber {}|familie {}|team {}|{} alleinerziehend
{} allein|oma und {}|opa und {}|prinzessin {}|prinz {}"""
OF_PLACES = """ich liebe {}|i love {}|mein {}|aus {}|ich wohne in {}|ich komme aus {}|wohne in {}
zuhause in {}
in {}|fc {}|sv {}|tsv {}|{} ist schön|{} am rhein|{} an der mosel|schönes {}|{} forever|hallo {}
heimat {}|{} meine heimat"""
OF_WORDS = """mein {}|meine {}|der {}|die {}|das {}|ich liebe {}|immer {}|passwort {}|ich bin {}|{} und ich
hallo {}|super {}"""


def main() -> None:
    """Make the list and say how long it is."""
    listed = dict.fromkeys(
        spelt
        for entry in _entries()
        for spelt in _spellings(entry.replace(" ", "").replace("-", "").casefold())
        if len(spelt) >= SHORTEST and not spelt[0].isdigit()
    )
    text = "".join(f"{entry}\n" for entry in listed)
    # Neither name nor time: the same sources give the same file.
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    sys.stdout.write(f"{TARGET}: {len(listed):,} passwords in {TARGET.stat().st_size:,} bytes\n")


def _entries() -> Iterator[str]:
    yield from (word for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST)
    sentences = (TARGET.parent / "sentences.txt").read_text(encoding="utf-8")
    yield from (line for line in sentences.splitlines() if not line.startswith("#"))
    names, towns = words("first_names"), words("towns")
    own = (*words("context_words"), *(noun for _article, noun in nouns()))
    yield from _filled(OF_PEOPLE, (*names, *own))
    yield from _filled(OF_PLACES, towns)
    yield from _filled(OF_WORDS, (*own, *words("passphrase_words")))


def _filled(patterns: str, fillings: Iterable[str]) -> Iterator[str]:
    for line, filling in product(patterns.splitlines(), fillings):
        for pattern in line.split("|"):
            yield pattern.format(filling)


def _spellings(entry: str) -> Iterator[str]:
    for pairs in SPELLINGS:
        spelt = entry
        for plain, other in zip(pairs[::2], pairs[1::2], strict=True):
            spelt = spelt.replace(plain, other) if plain else spelt
        yield spelt


if __name__ == "__main__":
    main()
