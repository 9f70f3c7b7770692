"""The command line: one small module a subcommand, imported only when it is the one asked for."""
