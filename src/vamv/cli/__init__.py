"""The command `vamv`, and what `pshell` starts with."""
