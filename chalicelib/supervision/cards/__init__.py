"""Supervision cards (监察牌): issued by rule from acts, explained by whoever is answerable, rescinded with a reason."""
