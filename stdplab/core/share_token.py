"""An experiment as a short token: text that fits into a mail, and back.

A token is ``stdplab1.BODY.CHECK``: the experiment's JSON, deflated, in URL-safe base64, and the
CRC-32 of everything before it. It holds data only. A page writes and reads the same tokens.
"""

from __future__ import annotations

import base64
import json
import re
import zlib

from .experiment import Experiment
from .experiment_size import check_plain
from .support.limits import MAX_JSON_BYTES, MAX_TOKEN_CHARS
from .support.short_repr import quoted

VERSION = 1
CHECK_CHARS = 6
"""Base64 characters of the 32 bits of a CRC-32."""

_PREFIX = f"stdplab{VERSION}."
_START = re.compile(r"stdplab\d+\.", re.ASCII)
_TOKEN = re.compile(
    rf"stdplab\d+\.[\w\s-]*\.(?:\s*[\w-]){{{CHECK_CHARS}}}(?![\w-])",
    re.ASCII,
)
_MAIL_LINE = re.compile(r"=?\r?\n[ \t]*(?:[>|][ \t]*)*")
"""A line break; in an encoded mail "=" stands before it, in a quoted one "> " behind it."""


def token(experiment: Experiment) -> str:
    """The experiment as a token.

    Parameters
    ----------
    experiment : Experiment
        The experiment to share.

    Returns
    -------
    str
        Text of letters, digits, "-", "_" and "." only, at most 20,000 characters.

    Raises
    ------
    ValueError
        When the experiment is too long for a token, or too large for `restore`.

    Examples
    --------
    >>> from stdplab import presets, share
    >>> share.restore(share.token(presets.FLORIAN_2007)) == presets.FLORIAN_2007
    True
    """
    plain = experiment.to_dict()
    check_plain(plain)
    data = json.dumps(plain, separators=(",", ":")).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = _PREFIX + _base64(deflate.compress(data) + deflate.flush())
    text = f"{head}.{_checksum(head)}"
    if len(text) > MAX_TOKEN_CHARS or len(data) > MAX_JSON_BYTES:
        raise ValueError(
            f"This experiment is too long for a token (at most {MAX_TOKEN_CHARS:,} characters). "
            "Save the text of to_json() in a file instead."
        )
    return text


def restore(token: str) -> Experiment:
    """The experiment of a token.

    Parameters
    ----------
    token : str
        What `token` gave, or a text that contains it: an address, a quoted mail. Blanks and line
        breaks, as a mail adds them, do not matter.

    Returns
    -------
    Experiment
        An experiment equal to the shared one.

    Raises
    ------
    ValueError
        When the text is not a token, is incomplete or changed, or holds no valid experiment.
    """
    if not isinstance(token, str):
        raise ValueError(f"A token must be text, not {quoted(token)}.")
    text = _found(token) if len(token) <= MAX_JSON_BYTES else token
    if len(text) > MAX_TOKEN_CHARS:
        raise ValueError(
            f"This text has {len(text):,} characters; a token has at most {MAX_TOKEN_CHARS:,}."
        )
    if version := re.match(r"stdplab(\d+)\.", text):
        if int(version[1]) != VERSION:
            raise ValueError(
                f"This token has version {version[1]}, but this stdplab reads {VERSION}. "
                "Use the version of stdplab that made it."
            )
    elif not text or not _PREFIX.startswith(text):
        raise ValueError(
            f'Not a stdplab token (tokens start with "{_PREFIX}"). Did you copy all of it?'
        )
    head, _, check = text.rpartition(".")
    if not head.startswith(_PREFIX) or len(check) < CHECK_CHARS:
        raise ValueError("The end of this token is missing. Copy all of it.")
    if check != _checksum(head):
        raise ValueError(
            "Token checksum does not match: at least one character was changed. Copy it again."
        )
    try:
        return Experiment.from_json(_inflate(head.removeprefix(_PREFIX)))
    except ValueError as error:
        raise ValueError(f"This token does not hold a valid experiment: {error}") from None


def _found(text: str) -> str:
    """The token in a text, without blanks: the first whole one, else what may be part of one."""
    text = _MAIL_LINE.sub("\n", text)
    candidates = ["".join(found.group().split()) for found in _TOKEN.finditer(text)]
    start = _START.search(text)
    candidates.append("".join(text[start.start() if start else 0 :].split()))
    return next((c for c in candidates if _is_whole(c)), candidates[0])


def _is_whole(token: str) -> bool:
    """Whether a token ends with the checksum of what stands before it."""
    head, _, check = token.rpartition(".")
    return check == _checksum(head)


def _inflate(body: str) -> str:
    """The JSON in a token; never unpacks more than the allowed number of bytes."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        packed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        data = inflate.decompress(packed, MAX_JSON_BYTES)
    except (ValueError, zlib.error):
        raise ValueError("it cannot be unpacked") from None
    if inflate.unconsumed_tail:
        raise ValueError(f"it would unpack to more than {MAX_JSON_BYTES:,} bytes")
    if not inflate.eof or inflate.unused_data:
        raise ValueError("it cannot be unpacked")
    return data.decode()


def _checksum(head: str) -> str:
    """The CRC-32 of the text, in base64."""
    return _base64(zlib.crc32(head.encode()).to_bytes(4, "big"))


def _base64(data: bytes) -> str:
    """The bytes in URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
