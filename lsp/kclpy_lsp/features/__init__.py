"""What an editor may ask; one file for each feature, with its ``FEATURES``."""
