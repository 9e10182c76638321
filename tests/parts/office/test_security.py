"""What every page of the console owes to the world."""

from io import BytesIO

import pytest

from tests.support.office_house import Clerk, token


def test_every_page_carries_the_strict_headers(clerk, house):
    report = house.report(house.observer(), 1)
    for path in ("/office/", f"/office/reports/{report}", "/office/troubles", "/office/none"):
        headers = clerk.client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/office/", "/office/roster", "/office/bindings"])
def test_pages_need_neither_inline_script_nor_inline_style(clerk, house, path):
    house.report(house.observer(), 1)
    page = clerk.read(path)
    assert "<script>" not in page
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("wrong", [None, "", "wrong"])
def test_a_form_without_the_pages_token_is_refused(clerk, wrong):
    data = {} if wrong is None else {"csrf_token": wrong}
    answer = clerk.client.post("/office/roster/invitations", data=data)
    assert answer.status_code == 400
    assert "没有看懂" in answer.text


def test_another_persons_token_does_not_serve(clerk, house):
    other = Clerk(house.app().test_client())
    other.log_in()
    borrowed = token(other.client.get("/office/"))
    answer = clerk.client.post("/office/logout", data={"csrf_token": borrowed})
    assert answer.status_code == 400


def test_a_form_beyond_64_kilobytes_is_refused_in_plain_words(clerk):
    body = BytesIO(b"username=" + b"a" * 70_000)
    answer = clerk.client.post("/office/login", input_stream=body, content_length=70_009)
    assert answer.status_code == 413
    assert "文件太大" in answer.text
    assert body.read() == b""  # a browser that still sends would not hear the answer


def test_values_that_no_column_takes_are_no_fault(clerk):
    for what in ("reports/{}", "letters/{}", "reach?after={}", "letters?before={}"):
        for number in (2**31, 2**63, 10**40):
            assert clerk.client.get("/office/" + what.format(number)).status_code in {200, 404}
    odd = {"name": "甲\x00乙", "day": "2026-08-01", "kind": "\x00", "place": "\x00"}
    for page in ("/office/views", "/office/inspections", "/office/letters/numbers"):
        assert clerk.press(page, **odd).status_code < 500
    assert clerk.client.get("/office/letters?unit=%00&q=%00").status_code < 500
    assert clerk.client.get("/office/audit?day=9999-12-31").status_code < 500


def test_a_fault_shows_no_details(clerk, house):
    class BrokenFiles:
        def get(self, key):
            raise OSError(f"the disk of /secret/{key} is gone")

    report = house.report(house.observer(), 1)
    photo = house.photo(report)
    house.files = BrokenFiles()
    broken = Clerk(house.app().test_client())
    broken.log_in()
    answer = broken.client.get(f"/office/photos/{photo}/shown.jpg")
    assert answer.status_code == 500
    assert "系统没有处理成" in answer.text
    assert "secret" not in answer.text


def test_photos_are_for_the_logged_in_only(clerk, stranger, house):
    photo = house.photo(house.report(house.observer(), 1))
    outside = Clerk(house.app().test_client())
    for copy in ("thumb", "shown"):
        path = f"/office/photos/{photo}/{copy}.jpg"
        assert outside.client.get(path).status_code == 303
        answer = clerk.client.get(path)
        assert answer.content_type == "image/jpeg"
        assert answer.headers["Cache-Control"].startswith("private")
        again = clerk.client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("state", ["wanted", "expired", "refused"])
def test_a_photo_that_is_not_stored_is_not_given(clerk, house, state):
    photo = house.photo(house.report(house.observer(), 1), state=state)
    assert clerk.client.get(f"/office/photos/{photo}/thumb.jpg").status_code == 404


@pytest.mark.parametrize("path", ["/office/photos/", "/office/photos/../../etc/passwd"])
def test_photos_have_no_listing(clerk, path):
    assert clerk.client.get(path).status_code == 404


def test_the_console_leaves_other_pages_of_the_application_alone(house):
    app = house.app()
    app.add_url_rule("/wechat/official", "webhook", lambda: "success", methods=["POST"])
    answer = app.test_client().post("/wechat/official", data=b"<xml/>")
    assert (answer.status_code, answer.text) == (200, "success")
    assert "Content-Security-Policy" not in answer.headers
