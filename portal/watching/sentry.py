"""Faults told to Sentry, or to what speaks as it does (``SENTRY_DSN``; requirements-sentry.txt).

Only what is named here is sent. An exception's message, addresses, forms, cookies, accounts and variables may
be a reader's; the tag ``request`` leads to the line of the log.
"""

import sentry_sdk

from .request_names import current_request

#: Not the ``transaction``: where no route is found, it is the address that was asked.
KEPT = frozenset({"event_id", "timestamp", "level", "platform", "logger", "release", "server_name", "sdk"})
#: Their messages are what the client said.
UNTOLD = "django.security."
OF_A_FRAME = frozenset(
    {"filename", "abs_path", "module", "function", "lineno", "pre_context", "context_line", "post_context"}
    | {"in_app"}
)


def begin(dsn: str) -> None:
    sentry_sdk.init(
        dsn,
        before_send=without_personal_data,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        enable_metrics=False,
        # Who else is asked learns nothing of it.
        propagate_traces=False,
    )


def without_personal_data(event, hint):
    if event.get("logger", "").startswith(UNTOLD):
        return None
    told = {name: value for name, value in event.items() if name in KEPT}
    told["tags"] = {"request": current_request() or "-"}
    told["request"] = {"method": event.get("request", {}).get("method", "")}
    told["logentry"] = {"message": event.get("logentry", {}).get("message", "")}
    errors = event.get("exception", {}).get("values", [])
    told["exception"] = {"values": [_without_message(error) for error in errors]}
    return told


def _without_message(error):
    frames = (error.get("stacktrace") or {}).get("frames", [])
    frames = [{name: value for name, value in frame.items() if name in OF_A_FRAME} for frame in frames]
    return {"type": error.get("type"), "module": error.get("module"), "stacktrace": {"frames": frames}}
