"""Sentences about a store for files that is not on this machine."""

from collections.abc import Mapping
from typing import Final

AWAY: Final[Mapping[str, str]] = {
    "unreachable": "存照片的服务器连不上，系统会一直再试，照片不会丢。请看网络和那台服务器。",
    "busy": "存照片的服务器忙不过来或出了错，系统会一直再试，照片不会丢。",
    "refused": "存照片的服务器不认我们的密钥，或密钥没有读写权限。请核对 [storage.s3] 的密钥。",
    "no-bucket": "存照片的桶不存在。请核对 storage.media 的桶名，或先建好桶。",
    "odd": "存照片的服务器回的话看不懂。请核对 [storage.s3] 的地址、地域和 path_style。",
}
