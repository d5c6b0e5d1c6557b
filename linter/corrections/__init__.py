"""Findings -> what would mend them for certain. A correction is a proposal: it is offered only where nothing is guessed."""
