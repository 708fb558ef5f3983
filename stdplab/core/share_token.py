"""An experiment as a short token: text that fits into a mail, and back.

A token is ``stdplab1.BODY.CHECK``: the experiment's JSON, deflated, as base64 for addresses,
and the CRC-32 of all that stands before it. It is data and nothing else; a page makes and
reads the same ones.
"""

from __future__ import annotations

import base64
import json
import re
import zlib

from .experiment import Experiment
from .support.short_repr import quoted

VERSION = 1
LONGEST = 20_000
"""Characters of a token: beyond it a file is the better way."""
LARGEST = 200_000
"""Bytes of JSON in a token: far more than an experiment whose token is short enough."""

_PREFIX = f"stdplab{VERSION}."
_CHECK = 6  # characters that 32 bits take


def token(experiment: Experiment) -> str:
    """The experiment as a token; ValueError when it is too long for one.

    >>> from stdplab import presets, share
    >>> share.restore(share.token(presets.FLORIAN_2007)) == presets.FLORIAN_2007
    True
    """
    data = json.dumps(experiment.to_dict(), separators=(",", ":")).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = _PREFIX + _text(deflate.compress(data) + deflate.flush())
    made = f"{head}.{_check(head)}"
    if len(made) > LONGEST or len(data) > LARGEST:
        raise ValueError(
            f"this experiment is too long for a token, which has at most {LONGEST:,} characters: "
            "keep it as a file with to_json()"
        )
    return made


def restore(token: str) -> Experiment:
    """The experiment of a token; ValueError says what is wrong with the token."""
    if not isinstance(token, str):
        raise ValueError(f"a token is text, not {quoted(token)}")
    if len(token) > LONGEST:
        raise ValueError(
            f"this text has {len(token):,} characters, and a token at most {LONGEST:,}"
        )
    text = "".join(token.split())  # a mail breaks lines
    if version := re.match(r"stdplab(\d+)\.", text):
        if int(version[1]) != VERSION:
            raise ValueError(
                f"this token is of version {version[1]}, and this stdplab reads {VERSION}: "
                "use the stdplab that made it"
            )
    elif not text or not _PREFIX.startswith(text):
        raise ValueError(f"this is not a token, which begins with {_PREFIX}: copy all of it")
    head, _, check = text.rpartition(".")
    if not head.startswith(_PREFIX) or len(check) < _CHECK:
        raise ValueError("the end of this token is missing: copy all of it")
    if check != _check(head):
        raise ValueError("this token has changed on its way, if by one character: copy it again")
    try:
        return Experiment.from_json(_inflated(head.removeprefix(_PREFIX)))
    except ValueError as error:
        raise ValueError(f"this token holds no experiment: {error}") from None


def _inflated(body: str) -> str:
    """The JSON in a token, of which no more than allowed is ever unpacked."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        packed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        data = inflate.decompress(packed, LARGEST)
    except (ValueError, zlib.error):
        raise ValueError("it cannot be unpacked") from None
    if inflate.unconsumed_tail:
        raise ValueError(f"it would unpack to more than {LARGEST:,} bytes")
    if not inflate.eof or inflate.unused_data:
        raise ValueError("it cannot be unpacked")
    return data.decode()


def _check(head: str) -> str:
    return _text(zlib.crc32(head.encode()).to_bytes(4, "big"))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
