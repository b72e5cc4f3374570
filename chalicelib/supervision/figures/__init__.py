"""Figures: ratios and means of what was counted, each with its definition, numerator and denominator."""
