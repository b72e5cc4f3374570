"""查看记录: who read whose personal data."""
