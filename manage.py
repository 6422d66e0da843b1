#!/usr/bin/env python
"""The household's own commands: serve, demo, sign_in_link and Django's."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "household.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
