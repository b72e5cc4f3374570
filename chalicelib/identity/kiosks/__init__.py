"""自助终端: registering them, and logging in at one."""
