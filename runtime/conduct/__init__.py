"""The life of a session between webhooks: what is decided in a transaction, and what is done outside of one."""
