"""The forms of moderation."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, Optional

from vamv.i18n.strings import _
from vamv.moderation import policy, words
from vamv.moderation.blocks import BLOCK, MUTE
from vamv.web.forms import Form, limit, required, strip

REPORT_LIMIT = 5_000
WORDS_LIMIT = 2_000


def _reasons(form: Form) -> list[tuple[str, Any]]:
    return [(code, form.request.localizer.translate(words.REASONS[code])) for code in policy.REASONS]


class ReportForm(Form):
    """What is wrong with a text."""

    ticket = HiddenField()
    reason = RadioField(
        _("report-reason", default="Worum geht es?"),
        choices=[],
        validators=[required(_("report-reason-missing", default="Bitte wählen Sie, worum es geht."))],
    )
    text = TextAreaField(
        _("report-text", default="Was sollen wir wissen?"),
        description=_(
            "report-text-hint",
            default="Ein, zwei Sätze helfen uns. Schreiben Sie bitte nur das Nötigste über sich und andere.",
        ),
        filters=[strip],
        validators=[Optional(), limit(REPORT_LIMIT)],
    )
    website = StringField(
        _("report-trap", default="Dieses Feld bitte leer lassen"),
        validators=[AnyOf(["", None], _("report-trap-filled", default="Bitte lassen Sie dieses Feld leer."))],
    )

    def __init__(self, request: Any, **data: Any) -> None:
        super().__init__(request, **data)
        self.reason.choices = _reasons(self)


class MuteForm(Form):
    """How far somebody wants to be left alone by another person."""

    kind = RadioField(
        _("mute-kind", default="Was möchten Sie?"),
        choices=[],
        validators=[required()],
    )

    def __init__(self, request: Any, kinds: Mapping[str, Any], **data: Any) -> None:
        super().__init__(request, **data)
        self.kind.choices = [(code, request.localizer.translate(kinds[code])) for code in (MUTE, BLOCK)]


class ReceiptForm(Form):
    """The code of a report."""

    code = StringField(
        _("receipt-code", default="Ihr Meldecode"),
        description=_(
            "receipt-code-hint",
            default="26 Zeichen. Große und kleine Buchstaben, Striche und Leerzeichen sind egal.",
        ),
        filters=[strip],
        validators=[required(), limit(100)],
    )


class DecisionForm(Form):
    """What becomes of a reported text."""

    action = RadioField(
        _("decision-action", default="Ihre Entscheidung"),
        choices=[],
        validators=[required(_("decision-action-missing", default="Bitte entscheiden Sie sich."))],
    )
    reason = RadioField(
        _("decision-reason", default="Grund, wenn Sie den Text ausblenden"),
        choices=[],
        validators=[Optional()],
        validate_choice=True,
    )
    words = TextAreaField(
        _("decision-words", default="Begründung in Ihren Worten"),
        description=_(
            "decision-words-hint",
            default="Blenden Sie den Text aus, liest sie die Person, die ihn geschrieben hat. Bleibt er "
            "stehen, lesen "
            "sie die Meldenden.",
        ),
        filters=[strip],
        validators=[required(), limit(WORDS_LIMIT)],
    )

    def __init__(self, request: Any, *, may_hide: bool, **data: Any) -> None:
        super().__init__(request, **data)
        translate = request.localizer.translate
        keep = (policy.KEEP, translate(_("decision-do-keep", default="Stehen lassen")))
        hide = (policy.HIDE, translate(_("decision-do-hide", default="Ausblenden")))
        self.action.choices = [hide, keep] if may_hide else [keep]
        self.reason.choices = _reasons(self)

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.action.data == policy.HIDE and not self.reason.data:
            message = _(
                "decision-reason-missing",
                default="Bitte nennen Sie den Grund, aus dem Sie den Text ausblenden.",
            )
            self.refuse("reason", message)
            return False
        return True


class RestoreForm(Form):
    """Why a text comes back."""

    words = TextAreaField(
        _("restore-words", default="Begründung"),
        description=_("restore-words-hint", default="Die Person, die den Text geschrieben hat, liest sie."),
        filters=[strip],
        validators=[required(), limit(WORDS_LIMIT)],
    )
