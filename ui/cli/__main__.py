"""`python -m ui.cli` is `kiosk`."""

from ui.cli.main import main

main()
