"""The platforms' error codes, with the words of their public documents."""

ERRMSG = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40005: "invalid file type",
    40006: "invalid media size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40014: "invalid access_token",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40022: "invalid sub button level",
    40023: "invalid sub button size",
    40024: "invalid sub button type",
    40025: "invalid sub button name size",
    40026: "invalid sub button key size",
    40027: "invalid sub button url size",
    40037: "invalid template_id",
    40053: "invalid action info",
    40125: "invalid appsecret",
    40164: "invalid ip 198.51.100.7 ipv6 ::ffff:198.51.100.7, not in whitelist",
    40009: "invalid image size",
    41001: "access_token missing",
    41005: "media data missing",
    41006: "media_id missing",
    42001: "access_token expired",
    43004: "require subscribe",
    43101: "user refuse to accept the msg",
    44004: "empty content",
    45002: "content size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
    46003: "menu no exist",
    47001: "data format error",
    47003: "argument invalid",
    48001: "api unauthorized",
    60020: "not allow to access from your ip, hint: [1784073600], from ip: 198.51.100.7",
    76022: "could not use this cgi_path, no permission",
    81013: "user & party & tag all invalid",
    93000: "invalid webhook url",
    301002: "no permission to use this agent",
    830002: "file too large, fetch it with Range",
}


class ApiError(Exception):
    """An answer of the platform other than ok; travels as HTTP 200 with an errcode."""

    def __init__(self, errcode: int) -> None:
        super().__init__(errcode)
        self.errcode = errcode

    def body(self) -> dict[str, int | str]:
        """Give the JSON body the platform would send."""
        return {"errcode": self.errcode, "errmsg": ERRMSG.get(self.errcode, "error")}
