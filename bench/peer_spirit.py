"""The forum django-spirit with as many posts as ours, for `bench_forum_peer.py`.

Runs in an environment of its own, in the folder of a project made by `spirit startproject`. Fills its
database once, then reads lines from standard input, each a page and how often: answers with the CPU time and
the time of one request in milliseconds, and with its queries and bytes, as JSON. `deep` is the middle of a
long discussion.
"""

import io
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings.peer"
SETTINGS = """from .base import *

DEBUG = False
SECRET_KEY = "only for measuring"
ALLOWED_HOSTS = ["127.0.0.1"]
ST_SITE_URL = "http://127.0.0.1"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "peer.sqlite"}}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"
LOGGING = {"version": 1}
"""
WORDS = "Wir haben lange auf den Bescheid gewartet. " * 12  # 516 characters, like ours
EACH = 50
LONG = 10_000


def main(posts: int) -> None:
    """Fill the forum if it is empty, then answer."""
    Path("mysite/settings/peer.py").write_text(SETTINGS)
    sys.path.insert(0, ".")
    import django  # only now do its settings exist

    django.setup()
    application, cookie, pages = prepare(posts)
    print(json.dumps({"ready": django.get_version()}), flush=True)
    for line in sys.stdin:
        page, times = line.split()
        print(json.dumps(measure(application, cookie, pages[page], int(times))), flush=True)


def prepare(posts: int) -> tuple[Any, str, dict[str, str]]:
    """Return the application, the cookie of a member, and the addresses of the pages."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.test import Client
    from spirit.topic.models import Topic

    if not Path("peer.sqlite").exists():
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        fill(posts)
    client = Client()
    client.force_login(
        get_user_model().objects.get(username="gast"), backend="spirit.user.auth.backends.UsernameAuthBackend"
    )
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    long, ordinary = Topic.objects.get(title="lang"), Topic.objects.get(title="Diskussion 7")
    pages = {
        "index": "/",
        "list": f"/category/{ordinary.category_id}/{ordinary.category.slug}/",
        "discussion": f"/topic/{ordinary.pk}/{ordinary.slug}/",
        "deep": f"/topic/{long.pk}/{long.slug}/?page={LONG // 40}",
    }
    return get_wsgi_application(), cookie, pages


def fill(posts: int) -> None:
    """Store the discussions and their posts."""
    from datetime import timedelta

    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.utils import timezone
    from spirit.category.models import Category
    from spirit.comment.models import Comment
    from spirit.topic.models import Topic

    now = timezone.now()
    with transaction.atomic():
        users = [get_user_model().objects.create_user(f"person{n}", password=None) for n in range(200)]
        get_user_model().objects.create_user("gast", password=None)
        categories = [Category.objects.create(title=f"Bereich {n}") for n in range(5)]
        topics = []
        for n in range((posts - LONG) // EACH + 1):
            title, size = ("lang", LONG) if n == 0 else (f"Diskussion {n}", EACH)
            topics.append(
                Topic.objects.create(
                    title=title,
                    user=users[n % 200],
                    category=categories[n % 5],
                    comment_count=size,
                    last_active=now - timedelta(minutes=n),
                )
            )
        rows = (
            Comment(
                user=users[k % 200],
                topic=topic,
                comment=WORDS,
                comment_html=f"<p>{WORDS}</p>",
                date=now - timedelta(minutes=topic.comment_count - k),
            )
            for topic in topics
            for k in range(topic.comment_count)
        )
        Comment.objects.bulk_create(rows, batch_size=900)


def measure(application: Any, cookie: str, path: str, times: int) -> dict[str, Any]:
    """Ask for a page so often; return CPU and median time of one request, its queries and bytes."""
    from django.db import connection

    def ask() -> bytes:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "HTTP_HOST": "127.0.0.1",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": cookie,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        }
        answered = []
        answer = application(environ, lambda status, *_rest: answered.append(status))
        body = b"".join(answer)
        answer.close()
        if answered != ["200 OK"]:
            raise RuntimeError(f"{path}: {answered}")
        return body

    sent = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    ask()
    with connection.execute_wrapper(note):
        size = len(ask())
    taken, cpu = [], time.process_time()
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return {
        "cpu": (time.process_time() - cpu) / times * 1000,
        "ms": statistics.median(taken) * 1000,
        "queries": len(sent),
        "bytes": size,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
