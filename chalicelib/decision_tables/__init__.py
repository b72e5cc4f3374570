"""Decision tables (决策表): rules as data, for the guide, instant approval and later the supervision cards.

No text in a table is ever run: a cell is a JSON object of comparisons out of a closed list.
"""
