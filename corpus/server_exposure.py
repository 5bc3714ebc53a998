"""A Chroma server that somebody else could use: it asks nobody who they are.

Whoever reaches it may read, change and delete every collection, and its Python edition
can be made to run a stranger's program (CVE-2026-45829, no fixed release as of 1.5.9).
"""

import ipaddress
import json
import socket
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import urlopen

RUST = "chroma-frontend"
"""What the server that 'chroma run' starts calls itself in its own description."""

SECONDS = 2.0

LONGEST = 5_000_000
"""Bytes of a description that are read; that of 1.5.9 has 90,000."""


def dangers(url: str, patience: float = SECONDS) -> list[str]:
    """What is wrong with where and what a server is, a sentence each; none for one that is gone.

    `patience` is how many seconds each of its addresses has to answer.
    """
    parts = urlsplit(url if "//" in url else f"http://{url}")
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 8000)
    found = []
    elsewhere = [address for address in _addresses(host) if not address.is_loopback]
    if elsewhere:
        found.append(
            f"The Chroma server at {url} is not on this machine's loopback address, so that others "
            "can reach it, and it asks nobody who they are. Run it with --host 127.0.0.1, or reach "
            "it by a tunnel."
        )
    elif open_at := [address for address in own_addresses() if _answers(address, port, patience)]:
        found.append(
            f"The Chroma server at {url} also answers at {open_at[0]}, so that others can reach "
            "it, and it asks nobody who they are. Run it with --host 127.0.0.1."
        )
    if _is_python(f"{parts.scheme}://{parts.netloc}", patience):
        found.append(
            f"The Chroma server at {url} is the Python one, which can be made to run a stranger's "
            "program. Use the one that 'chroma run' starts."
        )
    return found


def own_addresses() -> list[str]:
    """Addresses by which other machines reach this one; empty without a network."""
    found = []
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))  # sends nothing: it only chooses the way
            address = probe.getsockname()[0]
            if not ipaddress.ip_address(address).is_loopback:
                found.append(address)
    return found


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    with suppress(OSError, ValueError):
        known = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in known]
    return []


def _answers(address: str, port: int, patience: float) -> bool:
    with suppress(OSError), socket.create_connection((address, port), patience):
        return True
    return False


def _is_python(base: str, patience: float) -> bool:
    """Whether it describes itself otherwise than the one of 'chroma run'."""
    for path in ("/openapi.json", "/api/v2/heartbeat"):
        with suppress(OSError, ValueError), urlopen(base + path, timeout=patience) as reply:
            if "uvicorn" in reply.headers.get("server", ""):
                return True
            told = json.loads(reply.read(LONGEST))
            title = told.get("info", {}).get("title", RUST)
            return bool(title != RUST)
    return False
