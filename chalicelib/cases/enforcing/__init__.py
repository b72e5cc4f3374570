"""Cases as the owner of their deadlines (限时办结): which ones stand, when somebody is told, and what follows by law.

No request loads any of it; `chalicelib.enforcement` keeps the clock and comes here.
"""
