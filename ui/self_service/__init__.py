"""Self-service: what a foreigner can see alone before going to the window. It never verifies anything."""
