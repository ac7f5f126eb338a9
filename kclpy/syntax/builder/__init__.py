"""The builders: one method for each rule of the grammar, which makes its node.

A builder gets the parts of its rule in a list: nodes for what is a node, for names and
literals; what other builders returned; tokens for the rest. It is named by the grammar.
"""
