"""External links: where they stand, whether they answer, and for how long they have not.

The only part of the guide that uses the network, and never a part of the build or the tests.
"""
