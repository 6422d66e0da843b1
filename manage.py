#!/usr/bin/env python
"""The household's own commands: serve, demo, sign_in_link and Django's."""

import os
import secrets
import sys

NEED_A_HOME = ("backup", "sign_in_link", "tidy")  # in a wrong folder they make nothing, not even a secret

if __name__ == "__main__":
    if "collectstatic" not in sys.argv:  # a web server may read the static files; the data is for its own user only
        os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "household.settings")
    if sys.argv[1:2] and sys.argv[1] in NEED_A_HOME:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe())  # they sign nothing
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
