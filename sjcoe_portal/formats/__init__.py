"""Date and number formats of the two languages (the setting FORMAT_MODULE_PATH)."""
