"""One page -> its report, whole and settled."""
