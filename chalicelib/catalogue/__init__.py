"""The catalogue (政务服务事项库): every service item as the law and the city publish it, and its guide."""
