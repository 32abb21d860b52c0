"""Starting, keeping and saving the house: the embedded cluster, the supervisor, backups. Nobody imports it."""
