"""What the office reads about voice and video: playing, typing up, hearing by machine."""

from typing import Final

# --- copies for the browser -----------------------------------------------------------------------
NO_FFMPEG: Final = "这台服务器没有安装 ffmpeg，语音暂不能在网页里播放，可下载原件"
INSTALL_FFMPEG: Final = (
    "这台服务器没有安装 ffmpeg，语音和视频暂不能在网页里播放，可下载原件。"
    "请技术人员安装 ffmpeg；装好以后，以前的也会自动补上。"
)
VOICE_BROKEN: Final = "收到的语音放不出声音，原件已留下。已请观察员再说一遍。"
VIDEO_BROKEN: Final = "收到的视频打不开，原件已留下。已请观察员重发。"
UNKNOWN_FORMAT: Final = "这种格式在网页里放不了，请下载原件，用电脑上的播放器打开。"
TOO_LONG: Final = "太长或太大，没有做网页播放的副本，请下载原件。"

# --- typing up ------------------------------------------------------------------------------------
TYPED: Final = "存好了，正在告诉观察员。"
TYPED_URGENT: Final = "存好了，内容紧急：正在通知值班同志，也正在告诉观察员。"
TYPED_BEFORE: Final = "这一条已经存好了，没有改动。"
NOTHING_TYPED: Final = "还没有写字。听到什么写什么；听不清就点“听不清”。"
TYPED_ELSEWHERE: Final = (
    "别的同志刚刚处理过这一条，您写的还没有保存。上面是现在的内容，请核对后再存一次。"
)
VOICE_OVER: Final = "这条信息已经撤回或合并，不用再听写了。"
ASKED_IN_WORDS: Final = "已记下，正在请观察员打字说一遍。"
ASKED_BEFORE: Final = "已经请观察员打字说过了。"


def too_long(length: int, most: int) -> str:
    """Say that nobody speaks so much in a minute."""
    return f"太长了：有{length}字，最多{most}字。一条语音不过一分钟，请只写听到的话。"


# --- a machine that listens first -----------------------------------------------------------------
NO_SHERPA: Final = (
    "配置了 voice.model，但没有安装 sherpa-onnx，机器听写没有启用。"
    '请执行 pip install "guancha[voice]" 后重启。'
)


def no_model_folder(folder: str) -> str:
    """Say that the configured folder is not there."""
    return f"voice.model 指的文件夹 {folder} 不存在，机器听写没有启用。"


def no_model_tokens(folder: str) -> str:
    """Say that the folder holds no model at all."""
    return f"voice.model 的文件夹 {folder} 里没有 tokens.txt，不是语音模型，机器听写没有启用。"


def no_model_files(folder: str) -> str:
    """Say that the model's own files are missing."""
    return (
        f"voice.model 的文件夹 {folder} 里没有模型文件"
        "（model.onnx，或 encoder、decoder、joiner 三个 .onnx），机器听写没有启用。"
    )


def streaming_model(folder: str) -> str:
    """Say that the model is of the wrong sort."""
    return (
        f"voice.model 的文件夹 {folder} 里是边说边听的（streaming）模型，"
        "请换成整段识别的（offline）模型，机器听写没有启用。"
    )
