"""The `assay` command: room 1 (ask) from a shell."""
