"""Edits as a page sends them to the kernel's side of a board; no page or kernel is needed."""


class PageEdits:
    """One page of a board: it counts its edits."""

    def __init__(self, board, name="page"):
        self.board, self.name, self.serial = board, name, 0

    def message(self, experiment, preset=None):
        """The message with the next edit."""
        self.serial += 1
        preset = self.board.preset if preset is None else preset
        edit = {"page": self.name, "serial": self.serial}
        return {"edit": edit | {"experiment": experiment, "preset": preset}}

    def send(self, experiment, preset=None):
        """Send the next edit: an experiment in its JSON form."""
        self.send_message(self.message(experiment, preset))

    def send_message(self, message):
        """Send a message, perhaps not for the first time."""
        self.board._handle_custom_msg(message, [])
