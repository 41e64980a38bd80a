"""What a setting is, and the settings of the core.

A plugin declares its own through the hook `vamv_declare_settings`; `vamv.settings` reads both from the
ini. `config/base.ini` is printed from `CORE_SETTINGS` (`python -m vamv.settings > config/base.ini`), so
every setting needs a sentence that helps the person who looks after a chapter's portal.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta

Count = Annotated[int, Meta(ge=1)]
Port = Annotated[int, Meta(ge=1, le=65535)]


@dataclass(frozen=True)
class Setting:
    """One key of the ini.

    `name`: dotted, first part is the owner (`vamv` or the plugin). A name that ends in `.*` declares a
    family: each key that begins with the part before the star has this type. `type`: bool, int, float, str,
    list[str], or any of these narrowed with `msgspec.Meta`. `default`: what holds when the key is absent
    (for lists a tuple). `doc`: one sentence for the operator. `secret`: the value is never shown, and may
    be `file:/path` or `env:NAME` instead of the secret itself.
    """

    name: str
    type: Any
    default: Any
    doc: str
    secret: bool = False


CORE_SETTINGS: list[Setting] = [
    # The chapter
    Setting(
        "vamv.plugins",
        list[str],
        (),
        "Names of the plugins that are on, separated by blanks; no other is imported.",
    ),
    Setting(
        "vamv.site",
        str,
        "",
        "Theme of the chapter, a package or a folder: may replace templates, static files and wording.",
    ),
    Setting(
        "vamv.site_name",
        str,
        "Portal",
        "Name of the portal; also stands in every page title, so it is neutral.",
    ),
    Setting("vamv.site_claim", str, "", "One sentence under the name on the start page."),
    Setting("vamv.chapter_name", str, "", "The association that answers for the portal."),
    Setting("vamv.contact_mail", str, "", "E-mail address shown to people who need help with the portal."),
    Setting("vamv.contact_phone", str, "", "Telephone number shown to people who need help with the portal."),
    Setting(
        "vamv.locales",
        list[str],
        ("de", "de_du", "de_simple", "en"),
        "Languages on offer; the first one is the default.",
    ),
    Setting("vamv.exit_url", str, "https://de.wikipedia.org/", "Harmless page that quick exit leads to."),
    Setting(
        "vamv.held_words",
        list[str],
        (),
        "First letters of words with which a text waits until moderation has read it.",
    ),
    Setting(
        "vamv.permission.*",
        list[str],
        (),
        "Roles that hold the permission named after `vamv.permission.`, instead of its default roles.",
    ),
    Setting(
        "vamv.retention_days.*",
        Count,
        365,
        "Days for which the rule named after `vamv.retention_days.` keeps what it is about.",
    ),
    # Where it runs
    Setting(
        "vamv.base_url",
        str,
        "http://localhost:6543",
        "Address of the portal as people type it, without a slash at the end.",
    ),
    Setting(
        "vamv.hosts",
        list[str],
        ("localhost", "127.0.0.1"),
        "Host names that are answered; a request for any other is refused.",
    ),
    Setting(
        "vamv.trusted_proxies",
        list[str],
        ("127.0.0.1", "::1"),
        "Addresses of the proxy in front, which is believed when it names its visitor; never `*`.",
    ),
    Setting("vamv.development", bool, False, "Aids for development; refused on a public address."),
    Setting(
        "vamv.database_url",
        str,
        "sqlite:///var/vamv.sqlite",
        "Database, SQLite or PostgreSQL (postgresql+psycopg://…).",
        secret=True,
    ),
    Setting("vamv.data_dir", str, "var", "Folder for everything the portal stores outside the database."),
    Setting(
        "vamv.server_key",
        str,
        "var/server.key",
        "File that holds the server's key; keep a copy apart from the backup.",
    ),
    Setting("vamv.threads", Annotated[int, Meta(ge=2, le=4)], 4, "Threads that answer requests, 2 to 4."),
    Setting(
        "vamv.worker",
        bool,
        True,
        "Run the worker for mail and jobs as a thread of this process; off where `vamv worker` runs.",
    ),
    Setting(
        "vamv.realtime_bus",
        str,
        "",
        "Redis through which several processes tell each other what is new and count together (redis://…,"
        " rediss://… or unix://…); empty for one process.",
        secret=True,
    ),
    Setting("vamv.realtime_sockets", Count, 1000, "Sockets that one process keeps open at once."),
    Setting(
        "vamv.audit_heads",
        str,
        "",
        "File on another disk or of another user, to which the end of the audit log is noted every hour.",
    ),
    # Accounts
    Setting(
        "vamv.password_memory_kib",
        Annotated[int, Meta(ge=8)],
        65536,
        "Memory for one password check (Argon2id), in KiB.",
    ),
    Setting("vamv.password_rounds", Count, 3, "Passes over that memory."),
    Setting("vamv.password_lanes", Count, 4, "Lanes of that memory."),
    Setting("vamv.session_idle_minutes", Count, 30, "Minutes without activity after which a session ends."),
    Setting("vamv.session_absolute_hours", Count, 12, "Hours after which a session ends in any case."),
    Setting("vamv.staff_idle_minutes", Count, 15, "The same for staff: minutes without activity."),
    Setting("vamv.staff_absolute_hours", Count, 10, "The same for staff: hours in any case."),
    Setting(
        "vamv.shared_device_idle_minutes",
        Count,
        10,
        "Minutes without activity on a device that others use too.",
    ),
    Setting(
        "vamv.step_up_minutes", Count, 10, "Minutes for which a repeated password allows dangerous actions."
    ),
    # Mail
    Setting("vamv.mail_host", str, "", "Mail server; empty: no mail is sent."),
    Setting("vamv.mail_port", Port, 587, "Port of the mail server."),
    Setting(
        "vamv.mail_tls",
        bool,
        True,
        "Encrypt the way to the mail server (STARTTLS; from the first byte on port 465).",
    ),
    Setting("vamv.mail_user", str, "", "Account at the mail server; empty: without log-in."),
    Setting("vamv.mail_password", str, "", "Password of that account.", secret=True),
    Setting("vamv.mail_from", str, "", "Sender of all mails, a neutral address."),
]
