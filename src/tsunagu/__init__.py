"""tsunagu: a knowledge graph of public support networks in Japan for women facing difficulties."""

__version__ = "0.1.0"
