"""What is said in the demo rooms. Invented, like the people in it."""

from dataclasses import dataclass

from vamv_groupchat.models import GROUP, SCHEDULED, STANDING


@dataclass(frozen=True)
class ToldRoom:
    """A room of the story. `hours`: pairs of weekday (0 is Monday) and minute of the day."""

    title: str
    announcement: str
    places: int | None
    once_a_day: bool
    hours: tuple[tuple[int, int], ...]


ROOMS = {
    SCHEDULED: ToldRoom(
        "Themenabend",
        "Jeden zweiten Dienstag ein Thema, das viele beschäftigt. Am Anfang erzählt die Moderation kurz "
        "etwas dazu, dann sind Sie dran. Mitlesen genügt auch.",
        12,
        True,
        ((1, 20 * 60 + 30),),
    ),
    STANDING: ToldRoom(
        "Abendrunde",
        "Wenn die Kinder schlafen: erzählen, zuhören, durchatmen. Sie müssen nichts vorbereiten und nichts "
        "erklären.\n\n- Kommen und gehen Sie, wie es passt.\n- Am Anfang schreiben wir reihum, wie die "
        "Woche war.",
        12,
        False,
        ((0, 20 * 60 + 30), (3, 20 * 60 + 30)),
    ),
    GROUP: ToldRoom(
        "Frisch getrennt",
        "Eine feste Gruppe über acht Abende. Wir kennen uns inzwischen ein wenig, deshalb ist die Runde "
        "geschlossen.",
        8,
        False,
        ((2, 20 * 60),),
    ),
}

EVENING = (
    ("M", "Schön, dass Sie da sind. Wer mag, erzählt, was diese Woche leichter war als gedacht."),
    ("b", "Ich habe zum ersten Mal beim Jugendamt angerufen. War gar nicht schlimm."),
    ("a", "Davor drücke ich mich seit Wochen. Was hast du gesagt?"),
    (
        "b",
        "Einfach, dass kein Unterhalt kommt und ich nicht weiß, was ich tun soll. Die Frau war richtig "
        "nett und hat mir die Formulare geschickt.",
    ),
    (
        "c",
        "Bei mir war es der Elternabend. Ich war die Einzige ohne Begleitung und habe trotzdem etwas "
        "gefragt.",
    ),
    ("M", "Das sind zwei große Schritte. Wie haben Sie sich danach belohnt?"),
    ("c", "Mit Schokolade. Im Auto, ohne zu teilen."),
    ("a", "Das ist die beste Stelle für Schokolade."),
    (
        "d",
        "Ich lese heute mehr mit. Die Kleine hat Fieber, ich bin müde. Aber es tut gut, nicht allein zu "
        "sitzen.",
    ),
    ("M", "Gut, dass Sie da sind. Sie müssen nichts schreiben."),
    ("b", "Gute Besserung für die Kleine. Wie macht ihr das mit der Arbeit, wenn ein Kind krank ist?"),
    ("a", "Kinderkrankentage, und meine Nachbarin. Ohne sie ginge es nicht."),
)

WHISPERS = (
    ("a", "Kann ich nachher noch etwas zum Thema Umgang fragen, oder passt das heute nicht?"),
    ("M", "Das passt gut. Ich rufe Sie auf, wenn die Runde durch ist."),
)

TEAM_TALK = (
    "Ich frage gegen Ende nach, wie es der Mutter mit dem kranken Kind geht. Magst du die Zeit im Blick "
    "haben?",
)
