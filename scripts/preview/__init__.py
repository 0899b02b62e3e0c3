"""What scripts/serve.py shows while somebody writes."""
