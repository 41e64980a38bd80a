"""Pages of the accounts, one file for each thing a person does."""
