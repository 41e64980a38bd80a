"""German-looking posts for the forum's benchmarks: the same ones in every run.

Sentences are drawn from a pool, words of it by Zipf's law, so that some words stand in nearly every post and
most in few; one sentence of each post holds a compound that hardly any other post has, so that the
vocabulary grows with the forum as it does in real ones. A few words are planted, so that a search for them
has a known place:

- `Kindergeldbescheid` stands in about three of ten posts;
- `Notbetreuungsplatz` in three of ten, but only among the oldest third of the posts;
- `Erschöpfungszustand` in three of ten of the posts that are for members only;
- `Zwergkaninchenstall` in one of 25,000;
- `Murmelbahnhof` in five, however many there are (`forum_data.py`).
"""

import random

_NOUNS = """
Unterhalt Kinder Eltern Schul Familien Wohn Alters Arbeits Kranken Pflege Sorge Umgangs Jugend
Betreuungs Ferien Steuer Bildungs Mutter Vater Geburts Urlaubs Haus Nacht Wochen Abend Morgen Stadt
Land Kreis Amts Gerichts Anwalts Beratungs Gruppen Gesprächs Antrags Frist Kosten Miet Strom
Heizungs Kleider Spiel Sport Musik Kita Hort Tages Mittags Lern Prüfungs Zeugnis Klassen Lehrer
Freundschafts Trennungs Scheidungs Konflikt Vertrauens Hoffnungs Alltags Zeit Plan Termin Telefon
Brief Formular Zuschuss Leistungs Renten
"""
_ENDS = """
vorschuss geld zuschlag antrag bescheid anspruch plan termin hilfe amt stelle gruppe beratung zeit
frage sorge recht pflicht ausweis beitrag kasse versicherung ordnung platz tag weg kreis brief raum
dienst gespräch angebot betrag urteil verfahren zeugnis nachweis urlaub ausflug verein laden vertrag
wechsel
"""
_VERBS = """
bekommen beantragt bezahlt gefunden vergessen besprochen verschoben erklärt geschafft gesucht
"""
FRAMES = (
    "Ich habe den {a} erst spät {v}, und dann war auch noch die {b} weg.",
    "Kennt sich hier jemand mit {a} und {b} aus?",
    "Bei uns wurde {a} nach drei Wochen {v}, aber ohne {b} ging es nicht weiter.",
    "Meine Tochter fragt jeden Abend nach {a}, und ich weiß keine Antwort.",
    "Am Ende hat mir der {a} sehr geholfen, das kann ich nur empfehlen.",
    "Ohne {a} wüsste ich nicht, wie wir das {v} hätten.",
    "Das Amt verlangt jetzt zusätzlich {a}, obwohl {b} schon lange vorliegt.",
    "Mit zwei kleinen Kindern ist {a} kaum zu schaffen, und {b} kommt noch dazu.",
    "Danke für den Hinweis auf {a}, das hatte ich noch nicht {v}.",
    "Vielleicht hilft Ihnen auch {b}, bei mir war {a} danach schnell {v}.",
)
OPENINGS = (
    "Guten Abend zusammen.",
    "Hallo in die Runde,",
    "Danke für Ihre Antworten!",
    "Mir geht es genauso.",
    "Ich bin neu hier.",
)
POOL = 20_000
SENTENCES = 5  # of the pool in a post, which makes about 510 characters with the rest


class Writer:
    """Writes one post after the other; the same `seed` writes the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._nouns, self._ends, verbs_known = _NOUNS.split(), _ENDS.split(), _VERBS.split()
        compounds = [first + end for first in self._nouns for end in self._ends]
        self._random.shuffle(compounds)
        weights = [1 / rank for rank in range(1, len(compounds) + 1)]
        frequent = iter(self._random.choices(compounds, weights, k=2 * POOL))
        verbs = self._random.choices(verbs_known, k=POOL)
        frames = self._random.choices(FRAMES, k=POOL)
        self._pool = [
            frame.format(a=next(frequent), b=next(frequent), v=verb)
            for frame, verb in zip(frames, verbs, strict=True)
        ]

    def title(self) -> str:
        """Return the title of another discussion."""
        return f"{self._rare()} und {self._sentence().split()[4].strip(',.?')}"

    def post(self, number: int, share: float, members_only: bool) -> str:
        """Return the text of post `number`. `share`: which part of all posts is older, from 0 to 1."""
        draw = self._random.random
        sentences = [OPENINGS[number % len(OPENINGS)], *(self._sentence() for _ in range(SENTENCES))]
        sentences.append(f"Es geht um {self._rare()}.")
        if draw() < 0.3:
            sentences.append("Der Kindergeldbescheid ist da.")
        if share < 1 / 3 and draw() < 0.3:
            sentences.append("Ein Notbetreuungsplatz fehlt.")
        if members_only and draw() < 0.3:
            sentences.append("Das war ein Erschöpfungszustand.")
        if number % 25_000 == 777:
            sentences.append("Wir bauen einen Zwergkaninchenstall.")
        return " ".join(sentences)

    def _sentence(self) -> str:
        return self._pool[int(self._random.random() * POOL)]

    def _rare(self) -> str:
        draw = self._random.random
        first, second = (self._nouns[int(draw() * len(self._nouns))] for _ in range(2))
        third, last = (self._ends[int(draw() * len(self._ends))] for _ in range(2))
        return f"{first}{second.lower()}{third}{last}"
