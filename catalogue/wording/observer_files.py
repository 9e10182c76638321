"""What an observer reads when a file of theirs did not reach us."""


def send_again_expired(number: str) -> str:
    """Ask for photos that the platform forgot before we had them."""
    return f"{number}号有照片我们没取到，平台已经删了，实在对不起。方便的话请再发一次。"


def send_again_unreadable(number: str) -> str:
    """Ask for a file that came but cannot be opened."""
    return f"{number}号有一个文件打不开。方便的话请再发一次。"
