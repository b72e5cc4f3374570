"""What turns the code into a running city: the template, the build, the deployment and the local city."""
