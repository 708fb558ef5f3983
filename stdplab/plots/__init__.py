"""How results look: one table of quantities, panels as data, and the matplotlib figure."""
