"""What stands at the empty place for a body's seal, on every paper."""

from printing.bilingual import Bilingual

SEAL_HINT = Bilingual("（加盖专用印章）", "Place for the special seal")
