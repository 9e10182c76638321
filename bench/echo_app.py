"""The other side of the ratio: Flask and wechatpy decrypt, parse and encrypt; nothing is stored."""

from flask import Flask, Response, request
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply

from bench.platform_side import AES_KEY, APP_ID, TOKEN

app = Flask(__name__)


@app.post("/wechat/official")
def echo() -> Response:
    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    args = request.args
    xml = crypto.decrypt_message(
        request.get_data(), args["msg_signature"], args["timestamp"], args["nonce"]
    )
    message = parse_message(xml)
    reply = TextReply(content=message.content, message=message).render()
    return Response(
        crypto.encrypt_message(reply, args["nonce"], args["timestamp"]), mimetype="text/xml"
    )
