"""Kept work (留存成果): what was made once and need not be made again, below ``<workspace>/.pingyi/work/``.

``digest``    one hash of any value of the model: the same in every process
``shelf``     finished pieces by the hash of all that they were made from; damaged or foreign ones are as if missing
``stamps``    the hashes of what every document is made with: program, fonts, templates

A piece is found only by everything that it depends on, so what is kept never changes a result; deleting it loses time.
"""
