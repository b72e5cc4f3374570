"""The same items seen as lists, disclosures, figures and directories."""
