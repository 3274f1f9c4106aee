"""Measurements that take minutes: speed and memory over a generated archive, and our figures beside the peers'."""
