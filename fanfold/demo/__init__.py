"""A small invented archive, Ferrylight: for a first look, for tests, for pictures."""
