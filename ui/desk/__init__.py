"""The desk: where window staff verify originals, by keys alone if they like."""
