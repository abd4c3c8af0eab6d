"""Tables (附表): the tables of a report's attachments."""
