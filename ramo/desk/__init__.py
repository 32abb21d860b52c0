"""The desk act: print, refer, log, wipe."""
