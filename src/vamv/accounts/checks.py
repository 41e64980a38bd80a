"""What the rules say about a form, in words that help."""

from typing import Any

from vamv.accounts.policy import names, passwords
from vamv.i18n.strings import _
from vamv.vault.codes import CodeMalformed, parse_code

NAME_PROBLEMS = {
    "short": _("name-short", default="Der Name braucht mindestens drei Zeichen."),
    "long": _(
        "name-long", default="Der Name ist zu lang: höchstens ${max} Zeichen.", mapping={"max": names.LONGEST}
    ),
    "signs": _(
        "name-signs",
        default="Ein Name besteht aus Buchstaben und Ziffern, dazwischen Leerzeichen, Punkt oder Strich.",
    ),
    "letters": _("name-letters", default="Der Name braucht mindestens zwei Buchstaben."),
    "scripts": _(
        "name-scripts",
        default="Bitte mischen Sie nicht Buchstaben verschiedener Schriften; das lässt sich zu leicht "
        "verwechseln.",
    ),
    "official": _(
        "name-official", default="Dieser Name klingt nach dem Team. Bitte wählen Sie einen anderen."
    ),
}
NAME_TAKEN = _(
    "name-taken",
    default="Diesen Namen oder einen sehr ähnlichen gibt es schon. Bitte wählen Sie einen anderen.",
)
NAME_HINTS = {
    "mail": _("name-hint-mail", default="Das sieht aus wie eine E-Mail-Adresse. Daran sind Sie zu erkennen."),
    "real_name": _(
        "name-hint-real",
        default="Das könnte ein echter Name sein. Wer Sie kennt, erkennt Sie vielleicht daran.",
    ),
    "place": _(
        "name-hint-place",
        default="Darin steckt ein Ort. Zusammen mit anderem sind Sie daran vielleicht zu erkennen.",
    ),
}
PASSWORD_PROBLEMS = {
    "short": _(
        "password-short",
        default="Das Passwort braucht mindestens ${min} Zeichen. Mehrere Wörter hintereinander sind gut zu "
        "merken.",
        mapping={"min": passwords.SHORTEST},
    ),
    "short-staff": _(
        "password-short-staff",
        default="Ein Passwort im Team braucht mindestens ${min} Zeichen. Mehrere Wörter hintereinander "
        "sind gut zu merken.",
        mapping={"min": passwords.STAFF_SHORTEST},
    ),
    "long": _(
        "password-long",
        default="Das Passwort ist zu lang: höchstens ${max} Zeichen.",
        mapping={"max": passwords.LONGEST},
    ),
    "common": _(
        "password-common",
        default="Dieses Passwort benutzen viele, oder es ist einem häufigen sehr ähnlich. Es ist schnell "
        "erraten.",
    ),
    "name": _(
        "password-name", default="Das Passwort besteht fast nur aus Ihrem Namen. Es ist schnell erraten."
    ),
    "weak": _(
        "password-weak",
        default="Dieses Passwort ist zu leicht zu erraten. Ein paar Wörter mehr, und es ist gut.",
    ),
}


def accept_name(form: Any, *, official: bool = False, field: str = "name") -> str | None:
    """Return the tidy name of a form, or say in the form what is wrong with it and return None."""
    name = names.tidy(form[field].data)
    trouble = names.problem(name, official=official)
    if trouble is None:
        return name
    form.refuse(field, NAME_PROBLEMS[trouble])
    return None


def name_hints(name: str) -> list[Any]:
    """Return sentences about what a name gives away, none for a good pseudonym."""
    return [NAME_HINTS[hint] for hint in names.hints(name)]


def warn_of_name(form: Any, name: str, before: str = "") -> bool:
    """Say in the form what a name gives away, once; return whether there was something to say.

    `before`: the name somebody has already, which is theirs to keep.
    """
    found = name_hints(name)
    if not found or name in (form.name_seen.data, before):
        return False
    for hint in found:
        form.refuse("name", hint)
    form.refuse(
        "name",
        _(
            "name-hint-anyway",
            default="Wenn Sie ihn trotzdem behalten möchten, senden Sie das Formular noch einmal ab.",
        ),
    )
    form.name_seen.data = name
    return True


def accept_password(form: Any, name: str, *, staff: bool = False) -> str | None:
    """Return the new password of a form exactly as typed, or say what is wrong with it and return None."""
    password = str(form.new_password.data)
    trouble = passwords.problem(
        password, name=name, shortest=passwords.STAFF_SHORTEST if staff else passwords.SHORTEST
    )
    if trouble is None:
        return password
    form.refuse("new_password", PASSWORD_PROBLEMS["short-staff" if staff and trouble == "short" else trouble])
    return None


def accept_code(form: Any) -> bytes | None:
    """Return the code of a form, or say that it cannot be one and return None."""
    try:
        return parse_code(form.code.data)
    except CodeMalformed:
        form.refuse(
            "code",
            _(
                "code-malformed",
                default="Das ist noch kein ganzer Code: Er hat 26 Zeichen. Bitte vergleichen Sie ihn mit "
                "Ihrer Karte.",
            ),
        )
        return None


def refuse(form: Any, message: Any, status: int = 422) -> None:
    """Say what is wrong with a form as a whole."""
    form.form_errors.append(form.request.localizer.translate(message))
    form.request.response.status_int = status


def refuse_for_now(form: Any, seconds: int) -> None:
    """Say that somebody has to wait before the next try."""
    if seconds < 100:
        message = _(
            "wait-seconds",
            default="Das waren viele Versuche. Bitte warten Sie ${count} Sekunden.",
            mapping={"count": seconds},
        )
    else:
        message = _(
            "wait-minutes",
            default="Das waren zu viele Versuche. Bitte warten Sie ${count} Minuten. Mit Ihrem "
            "Wiederherstellungscode kommen "
            "Sie auch jetzt hinein.",
            mapping={"count": -(-seconds // 60)},
        )
    refuse(form, message, 429)
    form.request.response.headers["Retry-After"] = str(seconds)
