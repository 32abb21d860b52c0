"""One file a dialect: bytes → Reading. Pure: no database, no network, no clock."""
