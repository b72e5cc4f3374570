"""Blank forms and samples (空白表格、示范文本): files that items name by their digest."""
