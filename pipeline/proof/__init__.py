"""Proof (证明): that a document's figures are the scorecard's, and what became of a mark between two versions.

==============  =========================================================================
``numbers``     the numbers in a text, each with its kind
``evidence``    the records behind a unit's marks, kept beside its documents
``difference``  two versions of a unit's marks, and the records that made the difference
==============  =========================================================================
"""
