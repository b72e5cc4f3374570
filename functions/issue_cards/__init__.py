"""The supervision queue → cards issued by rule."""
