"""The portal on a reader's own device: like an app, with what was read before kept at hand."""
