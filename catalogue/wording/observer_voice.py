"""What an observer reads about voice and video that they sent."""


def send_voice_again(number: str) -> str:
    """Say that no sound comes out of a voice message."""
    return f"{number}号的语音放不出声音。请在这个对话里再说一遍，打字也行。"


def send_video_again(number: str) -> str:
    """Say that a video cannot be opened."""
    return f"{number}号的视频打不开。请在这个对话里重发一次，拍几张照片也行。"


def send_smaller(number: str) -> str:
    """Say that a file was larger than we take."""
    return f"{number}号有一个文件太大，没有存下来。请分成短一些的几段，在这个对话里再发。"


_QUOTED = 200  # characters: more does not fit into a platform's message beside the rest


def typed_up(number: str, text: str, parts: list[str]) -> str:
    """Tell what a clerk heard in a voice message and what we understood of it."""
    quote = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"
    held = f"{'，'.join(parts)}。" if parts else ""
    return f"{number}号语音已听写：“{quote}”。{held}不对的话直接回话更正。"


def say_in_words(number: str) -> str:
    """Ask for words where nobody could understand the voice."""
    return f"{number}号的语音我们没听清，麻烦您打字再说一遍。"
