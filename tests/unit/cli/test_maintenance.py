"""`vamv maintenance`."""

from vamv.testing.browser import Browser


def test_visitors_see_the_page_from_on_to_off_without_a_restart(run, write_ini, kit, app_settings):
    ini = write_ini()
    app = kit.build({**app_settings, "vamv.data_dir": kit.data_dir(ini.parent)})
    browser = Browser(app, {})
    browser.get("/bye", status=200)
    run("maintenance", "on", "--config", ini)
    run("maintenance", "on", "--config", ini)
    browser.get("/bye", status=200)
    assert browser.get("/", status=503).headers["Retry-After"]
    run("maintenance", "off", "--config", ini)
    run("maintenance", "off", "--config", ini)
    browser.get("/page/imprint", status=200)
    app.registry["vamv.engine"].dispose()
