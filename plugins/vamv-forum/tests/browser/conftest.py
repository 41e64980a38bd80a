"""A forum in which something is to be seen on every page, and people of every kind who look at it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.api.plugin import Screening
from vamv.api.security import Identity
from vamv.testing.walk import Cast
from vamv_forum.hold_policy import Limits
from vamv_forum.messages import services as messages
from vamv_forum.models import GROUP, MEMBERS, MUTE, PUBLIC, Discussion, PollOption
from vamv_forum.models.talks import Talk
from vamv_forum.services import favours, following, holding, legal, polls, shaping, visibility, writing
from vamv_forum.services.categories import add_category, add_member, change_category
from vamv_forum.services.changes import By
from vamv_forum.services.held import hide_text

LONG = (
    "Bei uns hat es mehrere Anläufe gebraucht, bis die Übergabe am Freitag ruhig war. Geholfen hat ein "
    "**fester Satz an der Tür**, den beide Kinder kennen:\n\n- Tasche steht bereit\n- kurz verabschieden\n"
    "- erst am Abend telefonieren\n\n> Heute nicht, morgen gern.\n\nUnterhaltsvorschusskassenzuständigkeiten "
    "erklärt das Jugendamt auch am Telefon: https://www.beispiel.example/ein/sehr/langer/weg/ohne/leerzeichen"
)


@pytest.fixture
def furnished(live_server):
    """People of every kind, signed in: `furnished.show(page, "moderator", "/forum/d/{talk}/split")`.

    Needs the setting `forum.messages`.
    """
    cast = Cast(live_server)
    people = {
        "parent": live_server.make_person(name="Leise Linde"),
        "other": live_server.make_person(name="Blaue Tanne im Morgentau"),
        "third": live_server.make_person(name="Stille Birke"),
        # Has not written, read or chosen anything.
        "newcomer": live_server.make_person(name="Neue Weide"),
        "counsellor": live_server.make_person("counsellor", name="Herr Mai"),
        "moderator": live_server.make_person("moderator", name="Frau Kern"),
        "coordinator": live_server.make_person("coordinator", name="Frau Vogt"),
    }
    for who, person in people.items():
        cast.add(who, person)
    live_server.change(lambda session: Furnisher(live_server, session, people, cast.ids).furnish())
    return cast


class Furnisher:
    """Fills a forum by the services that the pages call."""

    def __init__(self, live_server, session, people, ids):
        self.session = session
        self.vault = live_server.registry["vamv.vault"]
        self.now = live_server.clock.now()
        self.people = people
        self.ids = ids

    def who(self, name):
        role = name if name in ("counsellor", "moderator", "coordinator") else "advice_seeker"
        return Identity(self.people[name].person_id, frozenset({role}), "", "full", "", None)

    def by(self, name):
        return By(self.people[name].person_id, self.now)

    def furnish(self):
        self.categories()
        self.discussions()
        self.polls()
        self.waiting()
        self.messages()

    def categories(self):
        def add(slug, title, access, **more):
            values = {"description": "", "by": self.by("coordinator"), **more}
            made = add_category(self.session, slug=slug, title=title, access=access, **values)
            self.ids[slug] = made.id
            return made

        self.everyday = add(
            "alltag",
            "Alltag",
            PUBLIC,
            description="Kochen, Termine, Nachbarn, Nerven: alles, was jeden Tag anfällt.",
            rules="**Keine** Namen von Kindern.\n\n- Bitte auch keine Schulen.",
        )
        self.law = add("recht", "Umgangsrechtsangelegenheiten", MEMBERS, legal=True, premoderated=True)
        self.group = add("gruppe", "Unsere Gruppe", GROUP, description="Nur für uns.")
        self.region = add("mainz", "Treffen in Mainz", PUBLIC, region="Mainz und Umgebung")
        add("trier", "Treffen in Trier", PUBLIC, region="Trier")
        old = add("archiv", "Aus dem alten Forum", PUBLIC)
        add("leer", "Noch ganz neu", PUBLIC)
        values = {"slug": old.slug, "title": old.title, "description": "", "access": PUBLIC}
        values |= {"region": "", "rules": "", "premoderated": False, "legal": False}
        change_category(self.session, old, **values, archived=True, now=self.now, by=self.by("coordinator"))
        for name in ("parent", "other", "moderator"):
            person_id = self.people[name].person_id
            add_member(self.session, self.group, person_id, by=self.by("coordinator"))

    def open(self, key, category, title, *, by="parent", **more):
        """Open a discussion; its id becomes `key`, that of its first post `key`_1."""
        discussion, post, _first = writing.open_discussion(
            self.session,
            self.vault,
            category,
            writing.NewText(more.pop("text", LONG), **more),
            actor=self.who(by),
            title=title,
            now=self.now - timedelta(days=2),
        )
        self.ids |= {key: discussion.id, f"{key}_1": post.id}
        return discussion

    def reply(self, key, discussion, text, *, by="other", at=None, **more):
        category = more.pop("category", self.everyday)
        post, _first = writing.reply(
            self.session,
            self.vault,
            category,
            discussion,
            writing.NewText(text, **more),
            actor=self.who(by),
            now=at or self.now - timedelta(hours=3),
        )
        self.ids[key] = post.id
        return post

    def discussions(self):
        session, now = self.session, self.now
        long = "Wie haltet ihr das mit der Übergabe am Freitagabend, wenn beide Kinder müde sind?"
        talk = self.open("talk", self.everyday, long)
        own = self.reply("own", talk, "So machen wir das.", by="parent")
        text = f"{own.source} Meistens."
        writing.edit(session, talk, own, text=text, content_warning="Streit", title=None, now=now)
        favours.say_thanks(session, own, actor=self.who("other"), now=now)
        answer = self.reply("answer", talk, LONG, quoted_id=own.id, quoted_text="So machen wir das.")
        favours.keep(session, answer, actor=self.who("parent"), now=now)
        self.reply("warned", talk, LONG, content_warning="Trennung, Gericht und viele Tränen")
        self.reply("counselled", talk, "Dazu können Sie uns anrufen.", by="counsellor")
        self.reply("moderated", talk, "Bitte bleiben Sie freundlich.", by="moderator")
        self.reply("masked", talk, "Ich schreibe lieber so.", by="third", alias="Graue Maus")
        visibility.remove(session, talk, self.reply("removed", talk, "Weg damit.", by="parent"), now=now)
        hidden = self.reply("hidden", talk, "Das war nicht nett.")
        visibility.hide_post(session, hidden.id, now=now, reason="insult")
        for number in range(14):
            self.reply(f"more_{number}", talk, "Bei uns auch.", by="third")
        self.reply("latest", talk, "Und heute?", at=now)

        other = self.open("other", self.everyday, "Übergabe vor der Schule", by="other")
        self.reply("other_2", other, "Das kenne ich.", by="third", at=now)
        following.choose(
            session,
            person_id=self.people["parent"].person_id,
            discussion_id=other.id,
            level=MUTE,
            now=now,
        )
        following.watch_category(
            session,
            person_id=self.people["parent"].person_id,
            category_id=self.everyday.id,
            on=True,
            now=now,
        )
        closed = self.open("closed", self.everyday, "Willkommen im Forum", by="moderator")
        shaping.pin(session, closed, pinned=True)
        shaping.lock_discussion(session, closed, locked=True, note="Alles Wichtige steht hier.", now=now)
        unseen = self.open("unseen", self.everyday, "Nicht mehr zu sehen", by="third")
        visibility.hide_discussion(session, unseen.id, now=now, reason="insult")

        inner = self.open("inner", self.group, "Wer bringt am Samstag was mit?", by="other")
        self.reply("inner_2", inner, "Kuchen.", by="parent", category=self.group)
        question = self.open("question", self.law, "Muss das Jugendamt zustimmen?", by="other", legal=True)
        signed = self.reply("signed", question, LONG, by="third", category=self.law)
        legal.sign(session, self.law, question, signed, actor=self.who("counsellor"), now=now)
        self.reply("signable", question, "Ich meine, ja.", by="parent", category=self.law)

    def polls(self):
        """Four polls: not voted in by the parent, voted in, over, and one that can still be changed."""
        choices = {"poll": ("other",), "voted": ("parent", "other"), "over": ("parent", "third"), "asked": ()}
        for key, voters in choices.items():
            found = self.open(key, self.everyday, "Wann passt euch das Treffen?")
            polls.ask(
                self.session,
                found,
                question="Wann passt Ihnen ein Treffen mit Kindern am besten?",
                options=("Samstag", "Sonntagvormittag nach dem Frühstück"),
                multiple=key == "voted",
                closes_at=self.now + timedelta(days=3),
                now=self.now,
            )
            options = select(PollOption.id).where(PollOption.discussion_id == found.id)
            first = self.session.scalars(options.order_by(PollOption.position)).first()
            for voter in voters:
                person_id = self.people[voter].person_id
                polls.vote(self.session, found.id, person_id=person_id, option_ids=[first], now=self.now)
        polls.close(self.session, self.ids["over"], now=self.now)

    def waiting(self):
        hold = self.hold
        talk = self.session.get_one(Discussion, self.ids["talk"])
        hold(
            "waits",
            talk,
            "Meine Nummer ist 0151 23456789. Ich will nicht mehr leben.",
            warning="Verzweiflung",
        )
        hold("waits_new", None, LONG, title="Wer tauscht Kinderräder?")
        hold("refused", None, "Nur heute: alles muss raus, und zwar sofort.", title="Kauft alle bei mir")
        hide_text(self.session, self.ids["refused"], now=self.now, reason="advertising")

    def hold(self, key, discussion, text, *, title="", warning=""):
        held = holding.hold(
            self.session,
            self.vault,
            self.everyday,
            discussion,
            writing.NewText(text, content_warning=warning),
            actor=self.who("parent"),
            title=title,
            limits=Limits("all", 3, 0, 0, 0),
            screening=Screening(),
            now=self.now - timedelta(hours=30),
        )
        self.ids[key] = held.id

    def messages(self):
        request = "Ihr Text hat mir gutgetan. Darf ich fragen, wie es bei Ihnen weiterging?"
        self.ask("request", "third", "parent", request)
        self.ask("asked_talk", "parent", "newcomer", "Herzlich willkommen.")
        chat = self.ask("chat", "other", "parent", LONG)
        messages.accept(self.session, chat, person_id=self.people["parent"].person_id, now=self.now)
        for number, sender in enumerate(("parent", "other")):
            messages.send(
                self.session,
                self.vault,
                chat,
                sender_id=self.people[sender].person_id,
                text="Danke. Das war eine gute Idee.",
                client_id=f"sent {number}",
                may_write=always,
                now=self.now,
            )
        messages.choose(self.session, person_id=self.people["third"].person_id, takes_requests=False)
        left = self.ask("left", "third", "other", request)
        messages.leave(self.session, left, person_id=self.people["other"].person_id, now=self.now)

    def ask(self, key, sender, recipient, text):
        made = messages.ask(
            self.session,
            self.vault,
            sender_id=self.people[sender].person_id,
            recipient_id=self.people[recipient].person_id,
            text=text,
            client_id=key,
            may_write=always,
            now=self.now,
        )
        talk = self.session.get_one(Talk, made.message.conversation_id)
        self.ids |= {key: talk.id, f"{key}_1": made.message.id}
        return talk


def always(_sender_id, _recipient_id):
    """Who may write to whom: here everybody to everybody."""
    return True
