"""Methods about receiving updates: polling and webhook."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sandbox import updates
from sandbox.limits import SECRET, bad
from sandbox.methods.call import Call
from sandbox.state import State

_SECRET = re.compile(rf"[A-Za-z0-9_-]{{1,{SECRET}}}")
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = frozenset({443, 80, 88, 8443})


def get_updates(state: State, call: Call) -> Any:
    """The waiting updates, at once; long polling is in `Telegram.wait_updates`."""
    updates.may_poll(state.bot)
    updates.choose(state.bot, call.params.get("allowed_updates"), call.listed("allowed_updates"))
    return updates.fetch(state, call.number("offset"), call.number("limit"))


def set_webhook(state: State, call: Call) -> Any:
    """Set a webhook; an empty address removes it."""
    url, secret = call.text("url"), call.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if url:
        _check(url)
    most = call.number("max_connections") or 40
    state.bot.webhook = {"url": url, "secret_token": secret, "max_connections": most} if url else {}
    updates.choose(state.bot, call.params.get("allowed_updates"), call.listed("allowed_updates"))
    if call.flag("drop_pending_updates"):
        state.bot.queue.clear()
    state.wake()
    return True


def delete_webhook(state: State, call: Call) -> Any:
    """Delete the webhook."""
    state.bot.webhook = {}
    if call.flag("drop_pending_updates"):
        state.bot.queue.clear()
    return True


def get_webhook_info(state: State, _call: Call) -> Any:
    """The webhook's address and the number of waiting updates."""
    bot = state.bot
    updates.expire(state)
    found: dict[str, Any] = {
        "url": bot.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(bot.queue),
    }
    if bot.webhook:
        found["max_connections"] = bot.webhook["max_connections"]
        if "last_error" in bot.webhook:
            found["last_error_message"] = bot.webhook["last_error"]
    if bot.allowed:
        found["allowed_updates"] = sorted(bot.allowed)
    return found


def done(_state: State, _call: Call) -> Any:
    """Does nothing in the sandbox."""
    return True


def _check(url: str) -> None:
    """Validate a webhook address; plain HTTP only on loopback."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise bad("bad webhook: invalid webhook URL specified") from None
    if parts.scheme == "http" and host in _HERE:
        return
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not host or "." not in host:
        raise bad("bad webhook: invalid webhook URL specified")
    if port is not None and port not in _PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


METHODS: Mapping[str, Any] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": done,
    "close": done,
}
