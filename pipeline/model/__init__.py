"""The nouns of the field, below all stages: frozen values, no I/O, no third-party libraries."""
