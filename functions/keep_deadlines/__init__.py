"""The deadlines queue → what stands of each case and card, kept by when it is due."""
