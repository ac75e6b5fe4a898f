"""The explorer as plain files: for a shared folder in an office without a server, without installing anything."""
