"""Proof (证明): that a document's figures are the scorecard's, and what became of a mark between two versions.

==============  =========================================================================
``numbers``     the numbers in a text, each with its kind
``word, pdf``   readers of finished files that nothing here wrote
``vouchers``    every mark and rate that scorecards and ledgers know, with its name
``ground``      what was vouched for when a document was made: ``figures.json``
``figures``     the numbers of a file against that; ``printed`` those of a PDF
``table``       the score table, cell by cell against the scorecard
``proving``     all of it, for one document
``evidence``    the records behind a unit's marks, kept beside its documents
``difference``  two versions of a unit's marks, and the records that made the difference
==============  =========================================================================
"""
