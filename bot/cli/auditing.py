"""guancha audit: whether the record of what the office's people did is as it was written."""

import re
import sys
from collections.abc import Iterator
from contextlib import closing

import click

from bot.cli.context import Context
from bot.wiring import Foundations
from casework.audit.audit import Sealer, printed
from casework.audit.audit_check import Finding, check_chain
from catalogue.wording import staff_audit as words
from storage.audit.audit_rows import Head
from storage.audit.audit_witness import Witness, WitnessBroken

_HEAD = re.compile(r"(\d{1,18}):((?:[0-9a-f]{2}){4,32})", re.IGNORECASE)


@click.group()
def audit() -> None:
    """Check the sealed record of the office's deeds."""


@audit.command()
@click.option("--head", "told", default="", help="The end that a digest printed: NUMBER:SEAL.")
@click.pass_obj
def verify(context: Context, told: str) -> None:
    """Go along every seal; leaves with 0 when all hold, 1 when some do not, 2 on a bad --head."""
    printed_end = _read_head(told)
    base = context.foundations()
    with closing(base.database):
        remembered, lines = _remembered(base)
        witnesses = [head for head in (remembered, printed_end) if head is not None]
        with base.database.read() as connection:
            finding = check_chain(connection, Sealer(base.vault), witnesses)
    for line in (*_told(finding), *(lines if finding.head else ())):
        click.echo(line)
    sys.exit(1 if finding.count else 0)


def _read_head(told: str) -> Head | None:
    if not told:
        return None
    match = _HEAD.fullmatch(told.strip())
    if match is None:
        click.echo(words.BAD_HEAD, err=True)
        sys.exit(2)
    return Head(int(match[1]), bytes.fromhex(match[2]))


def _remembered(base: Foundations) -> tuple[Head | None, tuple[str, ...]]:
    witness = Witness(base.settings.storage.beside_the_data)
    try:
        head = witness.remembered()
    except WitnessBroken as error:
        return None, (words.witness_broken(str(error)),)
    return head, () if head else (words.no_witness(str(witness.path)),)


def _told(finding: Finding) -> Iterator[str]:
    for fault in finding.faults:
        yield words.fault(fault.kind, fault.number, fault.deed)
    if finding.count > len(finding.faults):
        yield words.more_faults(finding.count - len(finding.faults))
    if finding.count:
        yield words.broken(finding.links, finding.count)
    elif finding.head:
        yield words.holds(finding.links, printed(finding.head))
    else:
        yield words.NOTHING_SEALED
    if finding.waiting:
        yield words.waiting(finding.waiting)
