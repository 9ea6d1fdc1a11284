"""The hub: the one owner of what a hospital holds once - insurance credentials, payment orders, the account's feed."""
