"""Configuration of the city (配置): what differs from city to city, as versioned, checked documents."""
