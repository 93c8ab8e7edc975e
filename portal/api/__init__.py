"""The open data under /api/v1/: composed here, described by the apps in their ``api.py``."""
