"""Security: who is asking, what they may do, and what every request and answer has to observe."""

from datetime import datetime
from typing import Any

from pyramid.csrf import get_csrf_token
from pyramid.interfaces import ICSRFStoragePolicy
from pyramid.tweens import EXCVIEW, INGRESS

from vamv.security.body import wrap_execution_policy
from vamv.security.csrf import DerivedCSRFPolicy, csrf_view
from vamv.security.derivers import permission_view, rate_limit_view, step_up_view
from vamv.security.maintenance import flash, pop_flash
from vamv.security.policy import SecurityPolicy, found_session
from vamv.security.resources import Root
from vamv.security.shared_throttle import SharedThrottle
from vamv.security.throttle import Throttle, request_throttle


def includeme(config: Any) -> None:
    config.set_root_factory(Root)
    config.set_security_policy(SecurityPolicy())
    config.registry.registerUtility(DerivedCSRFPolicy(), ICSRFStoragePolicy)

    registry = config.registry
    registry["vamv.throttle"] = _throttle(registry)
    config.add_request_method(found_session, "found_session", reify=True)
    config.add_request_method(request_throttle, "throttle", reify=True)
    config.add_request_method(flash, "flash")
    config.add_request_method(pop_flash, "pop_flash")
    config.add_request_method(get_csrf_token, "csrf_token", property=True)

    # A forged request is refused before anybody asks who sends it; the rest needs to know.
    config.add_view_deriver(permission_view, "vamv_permission", under=INGRESS, over="secured_view")
    config.add_view_deriver(csrf_view, "vamv_csrf", under="vamv_permission", over="secured_view")
    config.add_view_deriver(rate_limit_view, "vamv_rate_limit", under="secured_view", over="rendered_view")
    config.add_view_deriver(step_up_view, "vamv_step_up", under="vamv_rate_limit", over="rendered_view")

    config.add_tween("vamv.security.proxy.proxy_tween", under=INGRESS)
    # After the retry policy has been registered, which this one stands before.
    config.action("vamv body", wrap_execution_policy, (config.registry,), order=10)
    config.add_tween("vamv.security.headers.headers_tween", under="vamv.security.proxy.proxy_tween")
    config.add_tween("vamv.security.sanity.sanity_tween", under="vamv.security.headers.headers_tween")
    config.add_tween(
        "vamv.security.maintenance.maintenance_tween",
        under="vamv.security.sanity.sanity_tween",
        over=("pyramid_tm.tm_tween_factory", EXCVIEW),
    )


def _throttle(registry: Any) -> Throttle:
    def now() -> datetime:
        return registry["vamv.clock"].now()  # asked anew: tests change the clock

    url = registry.settings["vamv.realtime_bus"]
    return SharedThrottle(now, registry["vamv.vault"], url) if url else Throttle(now)
