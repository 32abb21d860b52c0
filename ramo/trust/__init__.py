"""Who confirmed what, when, against which source, until when."""
