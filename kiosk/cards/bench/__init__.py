"""How fast cards are read: against bare pyscard in the same run, over a real PC/SC service with a virtual reader.

Needs Debian's pcscd and vsmartcard-vpcd. The virtual reader listens on every interface: never on a terminal.
"""
