"""The metadata all tables share and the three column types of our own."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, TypeDecorator
from typing_extensions import override

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only when the key's type is exactly INTEGER.
RowId = BigInteger().with_variant(Integer(), "sqlite")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware moment, the form in which all times are stored."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(stored: int) -> datetime:
    """Turn a stored time back into an aware UTC moment."""
    return _EPOCH + timedelta(milliseconds=stored)


def to_day(day: date) -> int:
    """Return a calendar day of Asia/Shanghai as the number yyyymmdd."""
    return day.year * 10000 + day.month * 100 + day.day


def from_day(stored: int) -> date:
    """Turn yyyymmdd back into a day."""
    return date(stored // 10000, stored // 100 % 100, stored % 100)


class Instant(TypeDecorator[datetime]):
    """An aware UTC moment kept as milliseconds, the same on both databases (ADR 0002)."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_ms(value)

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_ms(value)


class Day(TypeDecorator[date]):
    """A calendar day of Asia/Shanghai kept as yyyymmdd, the same on both databases."""

    impl = Integer
    cache_ok = True

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:
        return None if value is None else to_day(value)

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        return None if value is None else from_day(value)
