"""The artifact: layer.zip, api.zip, functions.zip and template.json, the same for the local city and a real account."""
