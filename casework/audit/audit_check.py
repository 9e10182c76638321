"""Going along the chain of seals and naming every place where it does not hold."""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from casework.audit.audit import BEFORE_THE_FIRST, Sealer, digest_of
from storage.audit.audit_rows import (
    Deed,
    Head,
    Seal,
    accounts_there,
    count_unsealed,
    deeds_without_seal,
    last_seal,
    links,
    seal_numbered,
    stored_head,
)
from storage.database import Connection

FaultKind = Literal[
    "gap", "forged", "missing", "changed", "unsealed", "head", "cut", "rewritten", "emptied"
]
_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the chain does not hold; `number` is a seal's, `deed` a deed's row."""

    kind: FaultKind
    number: int = 0
    deed: int = 0


@dataclass(slots=True)
class Finding:
    """What a check found: the links it went along, the first faults, and how many in all.

    `waiting` deeds have no seal yet: those of the last minute, or since the service stopped.
    """

    links: int = 0
    waiting: int = 0
    head: Head | None = None
    faults: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, fault: Fault) -> None:
        """Count a fault, and keep it if there is room."""
        self.count += 1
        if len(self.faults) < _TOLD:
            self.faults.append(fault)


def check_chain(connection: Connection, sealer: Sealer, witnesses: Sequence[Head]) -> Finding:
    """Check every link, the chain's end, the deeds nobody sealed, and ends remembered elsewhere."""
    finding = Finding(waiting=count_unsealed(connection))
    _go_along(connection, sealer, finding)
    for deed_id in deeds_without_seal(connection, _TOLD):
        finding.add(Fault("unsealed", deed=deed_id))
    _check_head(connection, sealer, finding)
    if not (finding.links or finding.waiting) and accounts_there(connection):
        finding.add(Fault("emptied"))  # the opening of each account is a deed
    for witness in witnesses:
        fault = _fault_of_witness(connection, sealer, witness)
        if fault:
            finding.add(fault)
    return finding


def end_fits(connection: Connection, sealer: Sealer, remembered: Head | None) -> bool:
    """Whether the chain ends where the database and the remembered end say: a few rows, not all."""
    finding = Finding()
    _check_head(connection, sealer, finding)
    fault = remembered and _fault_of_witness(connection, sealer, remembered)
    return not (finding.count or fault)


def _go_along(connection: Connection, sealer: Sealer, finding: Finding) -> None:
    number, before = 0, BEFORE_THE_FIRST
    for seal, deed in links(connection):
        for fault in _faults_of_link(seal, deed, number + 1, before, sealer):
            finding.add(fault)
        # The stored seal goes on, so that one bad link is told once and not as all that follow.
        number, before = seal.number, seal.seal
        finding.links += 1


def _faults_of_link(
    seal: Seal, deed: Deed | None, number: int, before: bytes, sealer: Sealer
) -> Iterator[Fault]:
    if seal.number != number:
        yield Fault("gap", number)
    elif not hmac.compare_digest(
        seal.seal, sealer.seal(seal.number, seal.act_id, seal.digest, before)
    ):
        yield Fault("forged", seal.number, seal.act_id)
    if deed is None:
        yield Fault("missing", seal.number, seal.act_id)
    elif digest_of(deed, seal.salt) != seal.digest:
        yield Fault("changed", seal.number, seal.act_id)


def _check_head(connection: Connection, sealer: Sealer, finding: Finding) -> None:
    last, head = last_seal(connection), stored_head(connection)
    if last is None and head is None:
        return
    finding.head = sealer.head(last.number, last.seal) if last else None
    if head is None or finding.head != head:
        finding.add(Fault("head", head.number if head else 0))


def _fault_of_witness(connection: Connection, sealer: Sealer, witness: Head) -> Fault | None:
    there = seal_numbered(connection, witness.number)
    if there is None:
        return Fault("cut", witness.number)
    if not sealer.head(there.number, there.seal).seal.startswith(witness.seal):
        return Fault("rewritten", witness.number)
    return None
