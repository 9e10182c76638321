"""How values of a card are written, in the chat and in the office alike."""

UNSEEN = "没看到或不适用"
ABOUT = "约"
TO = "到"
