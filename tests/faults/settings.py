"""The portal's own settings, with one more address."""

from portal.settings import *  # noqa: F403 -- what is published by is the real portal

ROOT_URLCONF = "tests.faults.addresses"
