"""The platforms' URL check: who asks is checked, and each platform gets the answer it wants."""

from datetime import timedelta

import pytest
from edge_platform import COMPATIBLE, NOW, OFFICIAL, PLAIN, WORK, encrypt, query_for

from bot.envelope import Refused, answer_echo


@pytest.mark.parametrize("keys", [OFFICIAL, COMPATIBLE, PLAIN])
def test_the_official_accounts_url_check_gets_its_echo_back(keys):
    query = query_for() | {"echostr": "4375120948345356249"}
    assert answer_echo(keys, query, NOW) == "4375120948345356249"


def test_wecoms_url_check_gets_the_decrypted_echo():
    sealed = encrypt("1616140317555161061", receiver=WORK.app_id)
    query = query_for(sealed, official=False) | {"echostr": sealed}
    assert answer_echo(WORK, query, NOW) == "1616140317555161061"


@pytest.mark.parametrize("keys", [OFFICIAL, WORK])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"signature": "0" * 40, "msg_signature": "0" * 40}, "bad-signature"),
        ({"echostr": ""}, "bad-parameters"),
        ({"echostr": "A" * 4000}, "bad-parameters"),
        ({"nonce": "7"}, "bad-signature"),
        ({"timestamp": "soon"}, "bad-parameters"),
    ],
)
def test_a_forged_url_check_is_refused(keys, change, reason):
    sealed = encrypt("1616140317555161061", receiver=keys.app_id)
    query = query_for(sealed) | {"echostr": sealed} | change
    with pytest.raises(Refused, match=reason):
        answer_echo(keys, query, NOW)


@pytest.mark.parametrize("keys", [OFFICIAL, WORK])
def test_an_old_url_check_is_refused(keys):
    sealed = encrypt("1616140317555161061", receiver=keys.app_id)
    query = query_for(sealed, at=NOW - timedelta(minutes=6)) | {"echostr": sealed}
    with pytest.raises(Refused, match="stale"):
        answer_echo(keys, query, NOW)


def test_wecoms_echo_for_another_corp_is_refused():
    sealed = encrypt("1616140317555161061", receiver="ww0000000000000000")
    query = query_for(sealed, official=False) | {"echostr": sealed}
    with pytest.raises(Refused, match="wrong-receiver"):
        answer_echo(WORK, query, NOW)
