"""What only a store far away does: it is away, slow, full of refusals, or it breaks off."""

import os
from collections.abc import Iterator

import pytest

from storage.blobs.files import Reason, StoreTrouble, original_key
from storage.blobs.s3_files import Bucket, S3Files, StorePatience
from tests.support.s3 import RoughRoad, S3Service

KEY = original_key("ab" * 32)
HASTY = StorePatience(connect=0.3, request=0.3, again_within=0.2, most_tries_more=1)


@pytest.fixture
def road(s3_service: S3Service) -> Iterator[RoughRoad]:
    with RoughRoad(s3_service) as road:
        yield road


@pytest.fixture
def bucket(s3_service: S3Service, road: RoughRoad) -> Bucket:
    return road.to(s3_service.new_bucket())


def assert_every_use_tells(store: S3Files, reason: Reason) -> None:
    uses = (
        lambda: store.put(KEY, b"x"),
        lambda: store.get(KEY),
        lambda: store.open(KEY),
        lambda: store.exists(KEY),
        lambda: store.size(KEY),
        lambda: store.delete(KEY),
        lambda: list(store.keys()),
    )
    for use in uses:
        with pytest.raises(StoreTrouble) as told:
            use()
        assert told.value.reason is reason
        assert told.value.passes == (reason in {Reason.UNREACHABLE, Reason.BUSY})
        assert "127.0.0.1" not in str(told.value)


@pytest.mark.parametrize(
    ("trouble", "code", "reason"),
    [
        (500, "InternalError", Reason.BUSY),
        (503, "SlowDown", Reason.BUSY),
        (429, "TooManyRequests", Reason.BUSY),
        (403, "SignatureDoesNotMatch", Reason.REFUSED),
        (401, "AccessDenied", Reason.REFUSED),
        (400, "MalformedXML", Reason.ODD),
        ("silent", "", Reason.UNREACHABLE),
    ],
)
def test_each_trouble_of_the_service_is_told_apart(
    road: RoughRoad, bucket: Bucket, trouble: int | str, code: str, reason: Reason
) -> None:
    road.trouble, road.code = trouble, code
    assert_every_use_tells(S3Files(bucket, HASTY), reason)


def test_a_service_that_is_not_there_is_unreachable(bucket: Bucket, road: RoughRoad) -> None:
    store = S3Files(bucket, HASTY)
    road.shutdown()
    road.server_close()
    assert_every_use_tells(store, Reason.UNREACHABLE)


def test_a_bucket_that_does_not_exist_is_no_missing_file(s3_service: S3Service) -> None:
    store = S3Files(s3_service.no_bucket())
    for use in (lambda: store.put(KEY, b"x"), lambda: store.get(KEY), lambda: list(store.keys())):
        with pytest.raises(StoreTrouble) as told:
            use()
        assert told.value.reason is Reason.NO_BUCKET


def test_an_answer_that_breaks_off_is_read_to_its_end_all_the_same(
    road: RoughRoad, bucket: Bucket
) -> None:
    store, data = S3Files(bucket), os.urandom(200_000)
    store.put(KEY, data)
    road.trouble = "cut"
    assert store.get(KEY) == data
    assert road.trouble == ""


def test_a_service_that_cannot_put_only_what_is_new_still_keeps_files(
    road: RoughRoad, bucket: Bucket
) -> None:
    store = S3Files(bucket, HASTY)
    road.trouble = "no conditions"
    for data in (b"short", b"the whole photo", b"the whole photo"):
        store.put(KEY, data)
    assert store.get(KEY) == b"the whole photo"
    assert list(store.keys()) == [KEY]


def test_two_offices_share_a_bucket_by_prefix(s3_service: S3Service) -> None:
    bucket = s3_service.new_bucket("shaoyang")
    ours, theirs = S3Files(bucket), S3Files(Bucket(**fields(bucket) | {"prefix": "other/place"}))
    ours.put(KEY, b"ours")
    theirs.put(KEY, b"theirs")
    assert (ours.get(KEY), theirs.get(KEY)) == (b"ours", b"theirs")
    assert list(theirs.keys()) == [KEY]
    theirs.delete(KEY)
    assert list(ours.keys()) == [KEY]


def fields(bucket: Bucket) -> dict:
    return {name: getattr(bucket, name) for name in bucket.__slots__}


def test_neither_key_is_shown_with_the_bucket(bucket: Bucket) -> None:
    assert "secret" not in repr(bucket) + str(bucket)
    assert "'key'" not in repr(bucket)
