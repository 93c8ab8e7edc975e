"""Backup and restore: the database as it is, whole, and the files of its pictures, with their checksums.

For the same portal on the same kind of database; what changes the kind is ``portal.moving``, which lends its
folder. Files inside may import downwards only: making, restoring → engines → sqlite, postgresql → failures;
and manifest, occupied.
"""
