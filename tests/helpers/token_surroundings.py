"""Texts that contain a token: addresses, quotes, mails, sentences."""


def surroundings(token):
    """The token in each of them."""
    wrapped = [token[i : i + 60] for i in range(0, len(token), 60)]
    return [
        f"https://example.org/lab?board={token}&view=1#top",
        f"https://example.org/#{token}",
        f'"{token}"',
        f"\u201c{token}\u201d",
        f"`{token}`",
        f"<{token}>",
        f"stdplab.share.restore('{token}')",
        "> " + "\n> ".join(wrapped),
        "> > " + "\r\n> > ".join(wrapped),
        "\n".join(f"| {line}" for line in wrapped),
        "=\n".join(wrapped),
        f"Dear all,\nmy board is {token}.\nRegards",
        f"Dear all,\n{token}\nRegards and so on",
        f"A token begins with stdplab1. as you know: {token}, this one",
        f"\ufeff{token}",
    ]
