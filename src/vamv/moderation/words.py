"""What moderation says: reasons, decisions and grounds in words."""

from typing import Any

from vamv.i18n.strings import _
from vamv.moderation import blocks, hints, personal_data, policy

REASONS = {
    "life": _("reason-life", default="Sorge um ein Leben: jemand könnte sich oder anderen etwas antun"),
    "child": _("reason-child", default="Ein Kind ist in Gefahr oder wird herabgewürdigt"),
    "violence": _("reason-violence", default="Gewalt oder Drohung"),
    "hate": _("reason-hate", default="Hass oder Diskriminierung"),
    "insult": _("reason-insult", default="Beleidigung oder Bloßstellung"),
    "privacy": _(
        "reason-privacy", default="Persönliche Angaben über jemanden, zum Beispiel Name oder Adresse"
    ),
    "sexual": _("reason-sexual", default="Sexualisierte Inhalte"),
    "advertising": _("reason-advertising", default="Werbung oder Betrug"),
    "illegal": _("reason-illegal", default="Aus einem anderen Grund rechtswidrig"),
    "other": _("reason-other", default="Etwas anderes, das gegen die Umgangsregeln verstößt"),
}

# What a restriction rests on (DSA Art. 17, 3 d and e).
GROUNDS = {
    "law": _(
        "ground-law",
        default="Der Text ist nach unserer Einschätzung rechtswidrig; außerdem verstößt er gegen unsere "
        "Umgangsregeln.",
    ),
    "rules": _(
        "ground-rules", default="Der Text verstößt nach unserer Einschätzung gegen unsere Umgangsregeln."
    ),
}
_UNLAWFUL = frozenset({"violence", "hate", "illegal"})

ACTIONS = {
    policy.HIDE: _("decision-hide", default="ausgeblendet"),
    policy.KEEP: _("decision-keep", default="bleibt stehen"),
    policy.RESTORE: _("decision-restore", default="wieder sichtbar"),
}

MUTE_KINDS = {
    blocks.MUTE: _("mute-kind-mute", default="Texte dieser Person ausblenden"),
    blocks.BLOCK: _(
        "mute-kind-apart",
        default="Sperren: Sie beide sehen nichts mehr voneinander, und die Person kann Ihnen nicht schreiben",
    ),
}
# Of a name that leads nowhere else.
NAME_KINDS = {
    **MUTE_KINDS,
    blocks.BLOCK: _(
        "mute-kind-block", default="Texte ausblenden, und die Person kann Ihnen auch nicht schreiben"
    ),
}

HINTS = {
    hints.LIFE: _("hint-life", default="Vielleicht ist ein Leben in Gefahr"),
    hints.VIOLENCE: _("hint-violence", default="Vielleicht geht es um Gewalt"),
    hints.CONTACT: _("hint-contact", default="Persönliche Angaben oder Links"),
    hints.OWN: _("hint-own", default="Wörter von Ihrer Liste"),
}

# What a text gives away, before it is quoted.
PERSONAL_DATA = {
    personal_data.PHONE: _("personal-phone", default="Eine Telefonnummer"),
    personal_data.MAIL: _("personal-mail", default="Eine E-Mail-Adresse"),
    personal_data.ADDRESS: _("personal-address", default="Eine Anschrift"),
    personal_data.ACCOUNT: _("personal-account", default="Eine Kontonummer"),
    personal_data.FILE: _("personal-file", default="Ein Aktenzeichen oder eine Kundennummer"),
    personal_data.PROFILE: _("personal-profile", default="Ein Profil bei einem anderen Dienst"),
    personal_data.NAME: _("personal-name", default="Ein Name"),
    personal_data.SCHOOL: _("personal-school", default="Eine Schule oder Kita mit Namen"),
}

SWITCHED_OFF = _("moderation-kind-off", default="Gehört zu einem Teil, der abgeschaltet ist")


def ground(reason: str) -> Any:
    """Return the sentence on which rule a restriction for this reason rests."""
    return GROUNDS["law" if reason in _UNLAWFUL else "rules"]
