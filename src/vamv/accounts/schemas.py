"""What the forms of the accounts accept."""

from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from vamv.i18n.strings import _
from vamv.web.forms import Form, limit, required, strip

# Longer than any allowed one, so that the sentence about the length can be ours.
_FIELD = 1000


class LoginForm(Form):
    """Name and password."""

    name = StringField(
        _("login-name", default="Anmeldename"),
        [required(), limit(_FIELD)],
        [strip],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _("login-password", default="Passwort"),
        [required(), limit(_FIELD)],
        render_kw={"autocomplete": "current-password"},
    )
    shared_device = BooleanField(
        _("login-shared-device", default="Andere benutzen dieses Gerät auch"),
        description=_(
            "login-shared-device-hint",
            default="Dann melden wir Sie nach 10 Minuten ohne Eingabe ab. Nehmen Sie das Häkchen nur weg, "
            "wenn wirklich "
            "niemand sonst an dieses Gerät kommt.",
        ),
        default=True,
    )


class NewPasswordForm(Form):
    """A new password."""

    new_password = PasswordField(
        _("password-new", default="Neues Passwort"), [required()], render_kw={"autocomplete": "new-password"}
    )


class ChangePasswordForm(NewPasswordForm):
    """The password up to now, and the new one."""

    password = PasswordField(
        _("password-current", default="Ihr Passwort bis jetzt"),
        [required(), limit(_FIELD)],
        render_kw={"autocomplete": "current-password"},
    )


class RegisterForm(NewPasswordForm):
    """A pseudonym and a password; nothing else is asked."""

    name = StringField(
        _("register-name", default="Ihr Name hier"),
        [required(), limit(_FIELD)],
        [strip],
        description=_(
            "register-name-hint",
            default="Ein erfundener Name. Unter ihm melden Sie sich an, und ihn sehen die anderen.",
        ),
        render_kw={"autocomplete": "username", "autocapitalize": "words", "spellcheck": "false"},
    )
    # The name that was warned about: sent again unchanged, it is wanted.
    name_seen = HiddenField()


class RecoverForm(Form):
    """The recovery code, as somebody has written it down."""

    code = StringField(
        _("recover-code", default="Wiederherstellungscode"),
        [required(), limit(_FIELD)],
        [strip],
        description=_(
            "recover-code-hint",
            default="26 Zeichen. Groß oder klein, mit oder ohne Striche: beides ist richtig.",
        ),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class CodeForm(Form):
    """The last signs of the recovery code, typed off the paper."""

    sealed = HiddenField()
    typed = StringField(
        _("code-typed", default="Die letzten vier Zeichen Ihres Codes"),
        [required(), limit(_FIELD)],
        [strip],
        description=_(
            "code-typed-hint",
            default="Bitte lesen Sie sie von Ihrer Karte ab, nicht vom Bildschirm. So stimmt sie sicher.",
        ),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class SecondFactorForm(Form):
    """Six digits, or a spare code."""

    code = StringField(
        _("factor-code", default="Code aus Ihrer App"),
        [required(), limit(_FIELD)],
        [strip],
        description=_(
            "factor-code-hint", default="Sechs Ziffern. Ohne Ihr Gerät geht auch einer Ihrer Ersatzcodes."
        ),
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )


class EnrolForm(Form):
    """The first six digits of a new device."""

    sealed = HiddenField()
    code = StringField(
        _("enrol-code", default="Code, den die App jetzt zeigt"),
        [required(), limit(_FIELD)],
        [strip],
        description=_("enrol-code-hint", default="Sechs Ziffern. Sie wechseln alle 30 Sekunden."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class SpareCodesForm(Form):
    """The spare codes are on paper."""

    sealed = HiddenField()
    kept = BooleanField(
        _("spare-codes-kept", default="Ich habe die Ersatzcodes ausgedruckt oder aufgeschrieben."),
        [required()],
    )


class StepUpForm(Form):
    """The password once more."""

    password = PasswordField(
        _("step-up-password", default="Ihr Passwort"),
        [required(), limit(_FIELD)],
        render_kw={"autocomplete": "current-password"},
    )


class ProfileForm(Form):
    """The name that others see, language and form of address."""

    name = StringField(
        _("profile-name", default="Name, den andere sehen"),
        [required(), limit(_FIELD)],
        [strip],
        description=_("profile-name-hint", default="Ihr Anmeldename bleibt, wie er ist."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    name_seen = HiddenField()
    locale = RadioField(_("profile-locale", default="Sprache und Anrede"), [required()])


class DeviceForm(Form):
    """What somebody calls a device."""

    name = StringField(
        _("device-name", default="Name für dieses Gerät"),
        [limit(60)],
        [strip],
        description=_("device-name-hint", default="Zum Beispiel: Handy, Küche. Nur Sie sehen ihn."),
        render_kw={"autocomplete": "off"},
    )


class RolesField(SelectMultipleField):
    """Several roles, a tick box each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RolesForm(Form):
    """Roles of somebody in the team."""

    roles = RolesField(_("team-roles", default="Aufgaben"), [required()])


class InviteForm(RolesForm):
    """Whom to invite, and for what."""

    note = StringField(
        _("invite-note", default="Für wen ist die Einladung?"),
        [required(), limit(100)],
        [strip],
        description=_(
            "invite-note-hint", default="Nur die Verwaltung sieht das, bis die Einladung angenommen ist."
        ),
        render_kw={"autocomplete": "off"},
    )


class SetupForm(NewPasswordForm):
    """The first administrator: code from the command line, name, password."""

    code = StringField(
        _("setup-code", default="Einmalcode"),
        [required(), limit(_FIELD)],
        [strip],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    name = StringField(
        _("setup-name", default="Ihr Name hier"),
        [required(), limit(_FIELD)],
        [strip],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )


class JoinForm(NewPasswordForm):
    """Somebody invited to the team chooses a name and a password."""

    name = StringField(
        _("join-name", default="Ihr Name hier"),
        [required(), limit(_FIELD)],
        [strip],
        description=_(
            "join-name-hint",
            default="So sehen Sie alle, mit denen Sie schreiben, und so melden Sie sich an. Vorname oder "
            "ein anderer Name: wie "
            "es in Ihrem Team üblich ist.",
        ),
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
