"""The ini files and deployment samples: what an operator copies must be right."""

import configparser
import re

import pytest
from paste.deploy import appconfig

from vamv.settings import CORE_SETTINGS, base_ini, load_settings

INIS = ["development.ini", "production.ini", "config/chapters/rlp.ini", "config/chapters/saarland.ini"]
PUBLIC = [name for name in INIS if name != "development.ini"]


@pytest.fixture
def settings(root, request):
    return load_settings(dict(appconfig(f"config:{root / request.param}")), CORE_SETTINGS)


def test_base_ini_holds_every_setting_with_its_default_and_its_sentence(root):
    """Made with `python -m vamv.settings > config/base.ini`."""
    assert (root / "config" / "base.ini").read_text(encoding="utf-8") == base_ini()


@pytest.mark.parametrize("settings", INIS, indirect=True)
def test_every_ini_holds_only_settings_that_exist(settings):
    assert settings["vamv.plugins"]
    assert settings["vamv.server_key"]


@pytest.mark.parametrize("settings", PUBLIC, indirect=True)
def test_an_ini_for_the_public_has_no_aid_for_development(settings):
    assert settings["vamv.development"] is False
    assert settings["vamv.base_url"].startswith("https://")
    assert "pyramid_debugtoolbar" not in settings.get("pyramid.includes", "")
    assert settings["vamv.password_memory_kib"] >= 19 * 1024
    assert settings["vamv.base_url"].removeprefix("https://") in settings["vamv.hosts"]


@pytest.mark.parametrize("settings", PUBLIC, indirect=True)
def test_an_ini_for_the_public_keeps_the_key_away_from_the_data(settings):
    assert not settings["vamv.server_key"].startswith(settings["vamv.data_dir"])


def test_every_ini_serves_on_loopback_only(root):
    for name in INIS:
        ini = configparser.ConfigParser(interpolation=None)
        ini.read(root / name)
        assert ini["server:main"]["use"] == "egg:vamv#asgi"
        assert ini["server:main"]["host"] == "127.0.0.1"


def test_chapters_do_not_share_a_port_a_database_or_a_key(root):
    chapters = sorted((root / "config" / "chapters").glob("*.ini"))
    for key in (r"^port = ", r"^vamv\.database_url = ", r"^vamv\.server_key = ", r"^vamv\.data_dir = "):
        values = [re.search(rf"{key}(.*)$", path.read_text(), re.MULTILINE)[1] for path in chapters]
        assert len(set(values)) == len(chapters) > 1


def test_production_logs_like_config_logging_ini(root):
    ini, sample = configparser.RawConfigParser(), configparser.RawConfigParser()
    ini.read(root / "production.ini")
    sample.read(root / "config" / "logging.ini")
    for section in sample.sections():
        assert dict(ini[section]) == dict(sample[section])


def directives(path) -> list[str]:
    """Return the lines of a sample without comments."""
    return [
        line.strip()
        for line in path.read_text().splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]


def test_nginx_writes_no_addresses_and_keeps_no_bodies_on_disk(root):
    lines = directives(root / "config" / "deploy" / "nginx.conf")
    assert not [line for line in lines if line.startswith("access_log") and line != "access_log off;"]
    assert not [line for line in lines if line.startswith("error_log") and not line.endswith(" crit;")]
    for needed in (
        "access_log off;",
        "proxy_request_buffering off;",
        "client_max_body_size 11m;",
        "proxy_max_temp_file_size 0;",
    ):
        assert needed in lines


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Forwarded-Proto", "X-Forwarded-For"])
def test_no_proxy_hands_on_what_a_visitor_says_about_themselves(root, header):
    nginx = directives(root / "config" / "deploy" / "nginx.conf")
    places = sum(line.startswith("proxy_pass ") for line in nginx)
    assert sum(line.startswith(f"proxy_set_header {header} ") for line in nginx) == places == 2
    caddy = directives(root / "config" / "deploy" / "Caddyfile")
    assert [line for line in caddy if re.match(rf"header_up -?{header}\b", line)]


def test_caddy_writes_no_access_log(root):
    text = "\n".join(directives(root / "config" / "deploy" / "Caddyfile"))
    # the only `log` block stands in the global options and concerns errors
    assert len(re.findall(r"^log\b", text, re.MULTILINE)) == 1
    assert "level ERROR" in text


@pytest.mark.parametrize("unit", ["vamv@.service", "vamv-worker@.service", "vamv-backup@.service"])
def test_every_unit_is_shut_in(root, unit):
    lines = directives(root / "config" / "deploy" / unit)
    for needed in (
        "User=vamv",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "LimitCORE=0",
        "UMask=0077",
    ):
        assert needed in lines
