"""What operators see of the portal at work: log lines, each with its request's name, and slow queries."""
