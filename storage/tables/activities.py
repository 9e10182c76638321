"""What observers take part in: inspections with their lists, contact points, assessments."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Day, Instant, RowId, metadata

inspections = Table(
    "inspections",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),  # special (专项检查) | survey (集中调研)
    Column("title", String(120), nullable=False),
    Column("day", Day, nullable=False),
    Column("route", Text, nullable=False),  # where it goes in words; points are its stops
    Column("units", Text, nullable=False),  # who joins in
    Column("state", String(16), nullable=False),  # planned | held | cancelled
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("meeting_time", String(5), nullable=False, server_default=""),  # as 8:30
    Column("meeting_place", String(120), nullable=False, server_default=""),
    Column("audience", Text, nullable=False, server_default=""),  # JSON; empty: everybody
    Column("invited_at", Instant, nullable=True),  # empty: nobody has been told yet
    Column("version", Integer, nullable=False, server_default="0"),  # one more with each change
)

inspection_stops = Table(
    "inspection_stops",
    metadata,
    Column("inspection_id", ForeignKey("inspections.id"), primary_key=True),
    Column("place", Integer, primary_key=True),  # its number on the route, 1 for the first
    Column("name", String(60), nullable=False),
    Column("project", String(40), nullable=True),
    Column("latitude", Float, nullable=True),  # GCJ-02 degrees; both or none
    Column("longitude", Float, nullable=True),
)

inspection_people = Table(
    "inspection_people",
    metadata,
    Column("inspection_id", ForeignKey("inspections.id"), primary_key=True),
    Column("observer_id", ForeignKey("observers.id"), primary_key=True, index=True),
    # signed_up | listed | withdrew | attended | absent
    Column("state", String(16), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: by themself in the chat
    Column("at", Instant, nullable=False),
    Column("checked_in_at", Instant, nullable=True),  # by a place near a stop
    Column("stop", Integer, nullable=True),  # which one
)

contact_points = Table(
    "contact_points",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False, index=True),
    Column("project", String(40), nullable=False),
    Column("name", String(60), nullable=False),
    Column("latitude", Float, nullable=True),  # GCJ-02 degrees; both or none
    Column("longitude", Float, nullable=True),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day, nullable=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)

# Only what was said to be one: a report near the point is found each time from the reports.
visits = Table(
    "visits",
    metadata,
    Column("point_id", ForeignKey("contact_points.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("at", Instant, nullable=False),
)

place_wishes = Table(
    "place_wishes",
    metadata,
    Column("observer_id", ForeignKey("observers.id"), primary_key=True),
    Column("at", Instant, nullable=False),  # 走访 was said; the next place is meant for it
)

assessments = Table(
    "assessments",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("title", String(60), nullable=False),
    Column("project", String(40), nullable=True),
    Column("unit", String(60), nullable=False),  # whom it is about; empty for none
    Column("questions", Text, nullable=False),  # JSON, as they were asked
    Column("audience", Text, nullable=False),  # JSON; empty: everybody
    Column("closes_on", Day, nullable=False),  # the last day that takes answers
    Column("opened_by", ForeignKey("staff.id"), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant, nullable=True),  # ended early by a clerk
)

assessment_people = Table(
    "assessment_people",
    metadata,
    Column("assessment_id", ForeignKey("assessments.id"), primary_key=True),
    Column("observer_id", ForeignKey("observers.id"), primary_key=True),
    Column("group_name", String(64), nullable=False),  # as it was when asked
    Column("answers", String(8), nullable=False),  # a digit for each question, - for none yet
    Column("asked_at", Instant, nullable=False),  # last: by the message, or for the next answer
    Column("left_at", Instant, nullable=True),  # 跳过 was said
)
Index("ix_assessment_people_observer", assessment_people.c.observer_id)
