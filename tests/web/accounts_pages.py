"""Steps that several tests of the accounts take."""

from vamv.vault.totp import code_for


def form_for(page, path):
    """Return the form of a page that is sent to a path."""
    return next(form for form in page.forms.values() if form.action == path)


def sign_in(browser, name, password, *, network="203.0.113.7", **fields):
    """Type name and password into the log-in page, from a network."""
    browser.extra_environ["REMOTE_ADDR"] = network
    form = form_for(browser.get("/login"), "/login")
    form["name"], form["password"] = name, password
    for field, value in fields.items():
        form[field] = value
    return form.submit(expect_errors=True)


def sign_in_staff(browser, person, clock, **fields):
    """Sign somebody of the team in, with both steps."""
    page = sign_in(browser, person.name, person.password, **fields).follow()
    form = form_for(page, "/login/code")
    form["code"] = code_for(person.seed, clock.now())
    return form.submit(expect_errors=True)


def is_in(browser):
    """Tell whether this browser has a complete session."""
    return browser.get("/account", expect_errors=True).status_int == 200
