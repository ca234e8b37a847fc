"""What every answer carries, in one sentence for each thing that is missing."""

from collections.abc import Iterator, Mapping

from tests.trust.addresses import SIGNED_IN

EXACT = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"}
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'")


def missing(headers: Mapping[str, str]) -> Iterator[str]:
    """What an answer of any address lacks."""
    for name, value in EXACT.items():
        if headers.get(name) != value:
            yield f"{name} is {headers.get(name)!r}"
    age = headers.get("Strict-Transport-Security", "").removeprefix("max-age=").split(";")[0]
    if not age.isdigit() or int(age) < 31_536_000:
        yield "no HSTS of a year"
    if "geolocation=()" not in headers.get("Permissions-Policy", ""):
        yield "no permissions policy"
    yield from _policy(headers.get("Content-Security-Policy", ""))


def _policy(policy: str) -> Iterator[str]:
    directives = [" ".join(one.split()) for one in policy.split(";")]
    yield from (f"CSP without {wanted}" for wanted in POLICY if wanted not in directives)
    if "unsafe" in policy or "*" in policy or "http:" in policy:
        yield f"CSP allows too much: {policy}"


def unkept(audience: str, headers: Mapping[str, str], status: int) -> Iterator[str]:
    """What would let an answer be kept, or shown to somebody else."""
    kept = headers.get("Cache-Control", "")
    # That there is no such public form is the same for everyone.
    listens = audience in SIGNED_IN or (audience in ("form", "token", "sign_in") and status != 404)
    if listens and "no-store" not in kept:
        yield f"may be stored: {kept!r}"


def shared(headers: Mapping[str, str], status: int) -> Iterator[str]:
    """What makes a public reading page different from one reader to the next."""
    if any(name.startswith("Set-Cookie") for name in headers):
        yield "sets a cookie"
    if "cookie" in headers.get("Vary", "").lower():
        yield "varies by cookie"
    if status == 200 and "public" not in headers.get("Cache-Control", ""):
        yield f"is not said to be public: {headers.get('Cache-Control')!r}"
