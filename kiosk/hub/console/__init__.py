"""The fleet's console in the browser, for the hospital's IT and its managers. Pages are made whole at the hub."""
