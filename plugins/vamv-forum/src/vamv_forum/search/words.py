"""Words as the search compares them, and what of a question is worth looking for."""

import re
import unicodedata

MOST_WORDS = 8
SHORTEST = 3
# Nobody looks for more letters of a word, and an index has its limits.
LONGEST = 60
_WORD = re.compile(r"[^\W_]+")
# Words that stand in any title, in the form in which they are compared.
_STOP_WORDS = """
aber alle allein allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch
auf aus bei beim bin bis bist da dadurch damit dann das dass davon dazu dein deine dem den denn der des
dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer
eines er es etwas euch euer fur ganz gar geht gegen gibt habe haben hallo hat hatte hatten hier hilfe hin
hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ist ja jede jedem jeden jeder jedes
jemand jetzt kann kannst kein keine keinem keinen keiner konnen konnte machen man mehr mein meine meinem
meinen meiner mich mir mit muss mussen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine
seinem seinen seiner seit sich sie sind so soll sollen sollte sonst tun uber um und uns unser unsere
unter viel viele vom von vor war waren warum was wegen weil welche welchem welchen welcher welches wenn
wer werde werden wie wieder will wir wird wo wohl wurde wurden zu zum zur zwischen frage fragen bitte
danke
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def fold(text: str) -> str:
    """Return text as it is compared: lower case, ß as ss, without accents, one blank between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def words(text: str) -> list[str]:
    """Return each word of a text once, folded, in the order in which they come."""
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(fold(text))))


def terms(query: str) -> list[str]:
    """Return what to look for: the folded stems of the longest words, none shorter than three letters."""
    # Loading it takes a tenth of a second, which the first search can spare better than the start.
    from snowballstemmer import stemmer

    # A stemmer keeps the word it works on, so each call has its own.
    stem = stemmer("german").stemWord
    found: dict[str, None] = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", query).lower()):
        folded, stemmed = fold(word)[:LONGEST], fold(stem(word))[:LONGEST]
        # A stem that is no part of its own word would find less than the word itself.
        term = stemmed if len(stemmed) >= SHORTEST and stemmed in folded else folded
        if len(term) >= SHORTEST:
            found[term] = None
    return sorted(found, key=len, reverse=True)[:MOST_WORDS]


def telling_terms(title: str) -> list[str]:
    """Return the terms of a title without the words that stand in any title."""
    return terms(" ".join(word for word in _WORD.findall(title) if fold(word) not in STOP_WORDS))


def beginning(text: str, most: int) -> str:
    """Return how a plain text begins, at most `most` characters, and cut between words."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def excerpt(text: str, query: str, around: int = 14) -> str:
    """Return the place in a plain text where a word of the query stands first, with the words around it."""
    all_words = text.split()
    wanted = terms(query)
    hit = next((n for n, word in enumerate(all_words) if any(term in fold(word) for term in wanted)), 0)
    start, end = max(0, hit - around), hit + 2 * around
    cut = " ".join(all_words[start:end])
    return f"{'… ' if start else ''}{cut}{' …' if end < len(all_words) else ''}"
