"""Tests of kommunlint through its public doors."""
