"""Pictures in a bucket of any storage that speaks S3, instead of in a folder (docs/decisions/0051)."""

from .away import StorageAway

__all__ = ["StorageAway"]
