"""What is looked through before texts go out: statements without a source, borrowed words, translations."""
