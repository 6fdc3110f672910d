"""A step of the history is taken back from where it is shown, and said, wherever that is."""

from PySide6.QtWidgets import QWidget

from codedesk.ui.context import Context


def put_back(context: Context, owner: QWidget, change_id: int) -> None:
    """Take a step back as a step of its own and say which; where later ones stand in the way, say that."""

    def done(words: str) -> None:
        context.mark_saved(words)
        context.say("done", f"{words}. Ctrl+Z takes that back.")

    context.run(owner, context.desk.put_back, change_id, then=done)
