"""Photos, videos, voice, places and links on their way into a report, and what is said to each."""

from casework.reports.arrivals import Arrival, ItemKind
from casework.reports.drafts import Gathered, gather, is_gathering
from catalogue.geography.county_outlines import county_at
from catalogue.geography.places import Place as MapPlace
from catalogue.geography.places import resolve_place
from catalogue.wording import observer
from catalogue.wording.observer_activities import REPORT_AS_EVER
from handlers import cards, looking, office_questions
from handlers.activities.places import meaning_of
from handlers.messages import Link, Origin, Photo, Place, Video, Voice
from handlers.saying import parts
from handlers.situation import Talk


def photo(message: Photo, talk: Talk) -> str:
    """Say the first photo's number; further ones of the burst are met with silence."""
    arrival = _file("photo", message, talk)
    answered = office_questions.answer_with(arrival, talk)
    if answered is not None:
        return answered
    gathered = _kept(arrival, talk)
    if gathered.opened:
        return _apart(gathered) or observer.photo_opened(gathered.report.number)
    return ""


def video(message: Video, talk: Talk) -> str:
    """Keep a video and say its number."""
    arrival = _file("video", message, talk)
    answered = office_questions.answer_with(arrival, talk)
    if answered is not None:
        return answered
    gathered = _kept(arrival, talk)
    if gathered.opened:
        return _apart(gathered) or observer.video_opened(gathered.report.number)
    return observer.video_kept(gathered.report.number)


def voice(message: Voice, talk: Talk) -> str:
    """Keep a voice message and say its number; a clerk hears it."""
    arrival = _file("voice", message, talk, heard=message.heard)
    answered = office_questions.answer_with(arrival, talk)
    if answered is None and message.heard:
        answered = looking.heard(arrival, talk)
    if answered is not None:
        return answered
    gathered = _kept(arrival, talk)
    report = gathered.report
    told = observer.voice_kept(
        report.number,
        has_words=report.notes > 0 or bool(message.heard),
        has_place=bool(report.county),
    )
    return told if message.heard else told + looking.after_voice(arrival.sent_at, talk)


def place(message: Place, talk: Talk) -> str:
    """Add a position; one that is unreadable or outside 邵阳 is asked for again."""
    county = county_at(message.latitude, message.longitude)
    if county is None:
        return observer.PLACE_UNREADABLE
    named = resolve_place("", MapPlace(message.latitude, message.longitude, message.label))
    arrival = Arrival(
        talk.delivery_id,
        message.origin.channel,
        "place",
        message.origin.sent_at,
        text=message.label,
        latitude=message.latitude,
        longitude=message.longitude,
        county=named.county or county,
        township=named.township or "",
    )
    here = (message.latitude, message.longitude)
    meaning = meaning_of(here, arrival.sent_at, talk)
    told = office_questions.answer_with(arrival, talk)
    if told is None:
        if meaning.is_all and not is_gathering(talk.standing.draft, arrival.sent_at):
            return meaning.said + REPORT_AS_EVER
        gathered = _kept(arrival, talk)
        told = _apart(gathered) or _placed(gathered, talk)
    return "\n".join(filter(None, (meaning.said, told)))


def link(message: Link, talk: Talk) -> str:
    """Keep a shared article's title and address with the report."""
    text = " ".join(filter(None, (message.title, message.description, message.url)))
    arrival = Arrival(
        talk.delivery_id, message.origin.channel, "link", message.origin.sent_at, text=text
    )
    answered = office_questions.answer_with(arrival, talk)
    if answered is not None:
        return answered
    gathered = _kept(arrival, talk)
    return observer.link_kept(gathered.report.number)


def note_arrival(text: str, origin: Origin, talk: Talk) -> Arrival:
    """Return typed words as an arrival, with the tag made before the transaction."""
    return Arrival(
        talk.delivery_id, origin.channel, "note", origin.sent_at, text=text, tag=talk.tag
    )


def _file(kind: ItemKind, message: Photo | Video | Voice, talk: Talk, heard: str = "") -> Arrival:
    origin = message.origin
    return Arrival(
        talk.delivery_id,
        origin.channel,
        kind,
        origin.sent_at,
        text=heard,
        media_id=message.media_id,
    )


def _kept(arrival: Arrival, talk: Talk) -> Gathered:
    return gather(talk.ledger, talk.standing, arrival, talk.house.rules)


def _apart(gathered: Gathered) -> str:
    other = gathered.apart_from
    return observer.apart(gathered.report.number, other.number) if other is not None else ""


def _placed(gathered: Gathered, talk: Talk) -> str:
    report = gathered.report
    if gathered.opened:
        return observer.place_opened(report.number, f"{report.county}{report.township}")
    told = observer.summary(report.number, parts(report, talk.house.projects))
    return told + (cards.ask(report, "", talk) if report.notes else observer.SAY_WHAT)
