"""What a clerk reads when a photo is refused, by the reason's code."""

from typing import Final

REFUSALS: Final[dict[str, str]] = {
    "empty": "平台送来的文件是空的，里面没有照片。请观察员重发一次。",
    "too_many_bytes": "照片文件太大，超过了系统的上限，没有处理。请观察员不选“原图”再发一次。",
    "not_an_image": "送来的不是照片（可能是一页出错提示，或别的文件）。请观察员重发一次。",
    "unsupported_type": "这种图片格式系统不认得。请观察员存成普通照片（JPG或PNG）再发一次。",
    "broken": "照片文件残缺或损坏，打不开。请观察员重发一次。",
    "zero_size": "照片的宽或高是零，里面没有画面。请观察员重发一次。",
    "too_many_pixels": "照片的像素多得不正常，为了安全没有打开。请观察员用手机直接拍一张再发。",
    "too_many_frames": "这是一张帧数太多的动图，没有处理。请观察员改发照片或视频。",
    "polyglot": "照片里夹带了别的内容（程序、网页或压缩包），为了安全没有打开。请向观察员核实。",
}
