"""The files that a review hands over, each made from a Review."""
