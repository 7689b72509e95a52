"""Documents to be taken away with a release of the demo."""
