"""The chain's end, remembered outside the database: what a cut tail is known by."""

import json
import os
import tempfile
from pathlib import Path
from typing import Final

from storage.audit.audit_rows import Head

KEPT_IN: Final = "audit-witness.json"


class WitnessBroken(Exception):
    """The file is there and is not what we write."""


class Witness:
    """One small file beside the data, replaced whole each time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / KEPT_IN

    def remember(self, head: Head) -> None:
        """Write down where the chain ends; raises OSError."""
        descriptor, draft = tempfile.mkstemp(dir=self.path.parent, prefix=".audit-witness-")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"number": head.number, "seal": head.seal.hex()}, file)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(self.path)

    def remembered(self) -> Head | None:
        """Return the end as last written down, None without a file; raises WitnessBroken."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return Head(int(kept["number"]), bytes.fromhex(kept["seal"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WitnessBroken(str(self.path)) from error
