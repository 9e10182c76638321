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
