"""What an observer reads when a file of theirs did not reach us."""

_FILES = {"photo": "照片", "voice": "语音", "video": "视频"}


def send_again_expired(number: str, kind: str) -> str:
    """Ask for files that the platform forgot before we had them."""
    what = _FILES[kind]
    return f"{number}号有{what}我们没取到，平台已经删了，实在对不起。方便的话请再发一次。"


def send_again_unreadable(number: str) -> str:
    """Ask for a file that came but cannot be opened."""
    return f"{number}号有一个文件打不开。方便的话请再发一次。"
