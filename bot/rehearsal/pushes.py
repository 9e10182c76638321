"""What a person's message looks like in the platform's fields."""

from bot.rehearsal.lives import Line


def pushed(line: Line, serial: int) -> tuple[str, dict[str, str]]:
    """Return a line's MsgType and its fields; `serial` numbers the messages."""
    match line.kind:
        case "text":
            return "text", {"Content": line.text, "MsgId": str(serial)}
        case "image":
            media = {"PicUrl": "http://p", "MediaId": f"m{serial}"}
            return "image", {**media, "MsgId": str(serial)}
        case "subscribe" | "unsubscribe":
            return "event", {"Event": line.kind}
