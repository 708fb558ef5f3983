"""Tokens made by hand: the checksum is right, the content may be wrong."""

import base64
import zlib


def crafted(data, head="stdplab1."):
    """A token around any bytes."""
    head += base64.urlsafe_b64encode(data).decode().rstrip("=")
    check = zlib.crc32(head.encode()).to_bytes(4, "big")
    return f"{head}.{base64.urlsafe_b64encode(check).decode().rstrip('=')}"


def deflated(data):
    """Bytes as a token holds them."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()
