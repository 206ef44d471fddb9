"""Made-up photographs of codes and a measure of who reads them: for `kiosk bench codes` and the tests alone."""
