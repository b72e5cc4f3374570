"""Brings an artifact to an account by CloudFormation: a real one, or the local cloud behind AWS_ENDPOINT_URL."""
