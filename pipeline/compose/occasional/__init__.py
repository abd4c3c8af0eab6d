"""Occasional kinds (随事文种): made when the month has material for them; one file a mechanism of the plan."""
