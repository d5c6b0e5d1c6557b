"""Bytes -> document -> the tree that a browser builds, with its lines and positions."""
