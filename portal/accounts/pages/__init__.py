"""The pages around signing in, all below the address of the admin."""
