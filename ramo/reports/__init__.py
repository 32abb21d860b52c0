"""What coordinators and the programme office read of the whole: who is silent, what waits, how far we reach."""
