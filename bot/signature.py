"""The platforms' signature: sha1 over the sorted parts, compared in constant time.

Rule: MPDOC …/dev/push/encryption and WDOC/90238. wechatpy computes the same but compares with `!=`.
"""

import hashlib
import hmac


def sign(*parts: str) -> str:
    """Return 40 lower-case hex digits over `parts` (token, timestamp, nonce, …), in any order."""
    joined = b"".join(sorted(part.encode("utf-8", "replace") for part in parts))
    return hashlib.sha1(joined).hexdigest()  # noqa: S324 - the platforms' formula, not our choice


def is_signed(signature: str, *parts: str) -> bool:
    """Tell whether `signature` belongs to `parts`; upper- and lower-case hex both count."""
    given = signature.lower().encode("utf-8", "replace")
    return hmac.compare_digest(given, sign(*parts).encode())
