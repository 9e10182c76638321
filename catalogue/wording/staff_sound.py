"""What the office reads about voice and video: playing, typing up, hearing by machine."""

from typing import Final

# --- copies for the browser -----------------------------------------------------------------------
NO_FFMPEG: Final = "这台服务器没有安装 ffmpeg，语音暂不能在网页里播放，可下载原件"
INSTALL_FFMPEG: Final = (
    "这台服务器没有安装 ffmpeg，语音和视频暂不能在网页里播放，可下载原件。"
    "请技术人员安装 ffmpeg；装好以后，以前的也会自动补上。"
)
IN_THE_MAKING: Final = "正在准备播放，过一会儿刷新这一页"
VOICE_BROKEN: Final = "收到的语音放不出声音，原件已留下。已请观察员再说一遍。"
VIDEO_BROKEN: Final = "收到的视频打不开，原件已留下。已请观察员重发。"
UNKNOWN_FORMAT: Final = "这种格式在网页里放不了，请下载原件，用电脑上的播放器打开。"
TOO_LONG: Final = "太长或太大，没有做网页播放的副本，请下载原件。"
