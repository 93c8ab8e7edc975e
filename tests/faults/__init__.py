"""Faults provoked against real processes, and what readers notice: ``make faults`` (docs/reliability.md)."""
