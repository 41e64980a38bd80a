"""The addresses of the accounts."""

from typing import Any


def add_routes(config: Any, resources: dict[str, Any]) -> None:
    """Add the routes; `resources`: the factories of those that are about something."""
    add = config.add_route
    add("accounts.login", "/login")
    add("accounts.logout", "/logout")
    add("accounts.logged_out", "/logged-out")
    add("accounts.register", "/register")
    add("accounts.recover", "/recover")
    add("accounts.invitation", "/invitation/{token}")
    add("accounts.first_administrator", "/setup")

    # Steps of signing in
    steps = resources["step"]
    add("accounts.second_factor", "/login/code", factory=steps["accounts.second_factor"])
    add("accounts.enrol", "/login/set-up", factory=steps["accounts.enrol"])
    add("accounts.enrol_codes", "/login/spare-codes", factory=steps["accounts.enrol"])
    add("accounts.new_password", "/recover/password", factory=steps["accounts.new_password"])
    add("accounts.new_code", "/register/code", factory=steps["accounts.new_code"])

    # One's own account
    add("accounts.overview", "/account")
    add("accounts.profile", "/account/profile")
    add("accounts.password", "/account/password")
    add("accounts.step_up", "/account/password-again")
    add("accounts.code", "/account/code")
    add("accounts.factor", "/account/second-factor")
    add("accounts.factor_new", "/account/second-factor/new")
    add("accounts.factor_codes", "/account/second-factor/codes")
    add("accounts.factor_remove", "/account/second-factor/remove")
    add("accounts.devices", "/account/devices")
    add("accounts.devices_end", "/account/devices/end-others")
    add("accounts.device_end", "/account/devices/{id}/end", factory=resources["device"])

    # The team
    add("accounts.team", "/team/accounts")
    add("accounts.team_invite", "/team/accounts/invite")
    add("accounts.team_link", "/team/accounts/link/{sealed}")
    add("accounts.team_withdraw", "/team/accounts/invitations/{id}/withdraw")
    member = resources["member"]
    add("accounts.team_member", "/team/accounts/{id}", factory=member)
    for name in ("reset", "disable", "enable", "sign_out"):
        add(f"accounts.team_{name}", f"/team/accounts/{{id}}/{name.replace('_', '-')}", factory=member)
