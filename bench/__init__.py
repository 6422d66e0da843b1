"""The load generator behind bin/bench: the real server against two floors, in the same minutes."""
