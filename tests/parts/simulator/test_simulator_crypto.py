"""Both sides of the wire agree although no code is shared: the stand-in's crypto and wechatpy's."""

import pytest
from wechatpy.crypto import WeChatCrypto
from wechatpy.enterprise.crypto import WeChatCrypto as WorkCrypto
from wechatpy.utils import WeChatSigner

from simulator.crypto import CryptoError, MessageCrypto, sign
from tests.parts.simulator.receiver import OFFICIAL, WORK

MESSAGE = "<xml><Content><![CDATA[墙裂了😀]]></Content></xml>"


def official() -> MessageCrypto:
    return MessageCrypto(OFFICIAL.encoding_aes_key, OFFICIAL.app_id)


def test_wechatpy_opens_what_the_stand_in_seals():
    sealed = official().seal(MESSAGE)
    signature = sign(OFFICIAL.token, "1", "n", sealed)
    theirs = WeChatCrypto(OFFICIAL.token, OFFICIAL.encoding_aes_key, OFFICIAL.app_id)
    assert theirs.decrypt_message({"Encrypt": sealed}, signature, "1", "n") == MESSAGE


def test_the_stand_in_opens_what_wechatpy_seals():
    theirs = WorkCrypto(WORK.token, WORK.encoding_aes_key, WORK.corp_id)
    envelope = theirs.encrypt_message(MESSAGE, "n", "1")
    sealed = envelope.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    ours = MessageCrypto(WORK.encoding_aes_key, WORK.corp_id)
    assert ours.open(sealed) == MESSAGE
    assert sign(WORK.token, "1", "n", sealed) in envelope


def test_the_plain_signature_is_wechatpys():
    signer = WeChatSigner()
    signer.add_data("token", "123", "nonce")
    assert sign("token", "123", "nonce") == signer.signature


@pytest.mark.parametrize("length", range(40))
def test_every_length_comes_back_and_no_two_seals_are_alike(length):
    message = "x" * length
    first, second = official().seal(message), official().seal(message)
    assert first != second
    assert official().open(first) == message


@pytest.mark.parametrize("sealed", ["", "AAAA", "not base64!", "A" * 43 + "="])
def test_what_these_keys_did_not_seal_is_refused(sealed):
    with pytest.raises(CryptoError):
        official().open(sealed)


def test_a_message_for_another_account_is_refused():
    stranger = MessageCrypto(OFFICIAL.encoding_aes_key, "wx_somebody_else")
    with pytest.raises(CryptoError, match="another receiver"):
        official().open(stranger.seal(MESSAGE))


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="43 characters"):
        MessageCrypto("abcd" * 10 + "ab=", "wx")
