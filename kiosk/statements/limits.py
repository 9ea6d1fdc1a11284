"""How large a statement may be. Beyond it a file is refused before it can exhaust the machine."""

MAX_BYTES = 200 * 2**20
"""Of the file as it is handed in."""
MAX_BROUGHT_BYTES = 32 * 2**20
"""Of a file that comes to the hub over the network, from a window or a command: it travels in one request."""
MAX_PACKED_BYTES = 100 * 2**20
"""Of an XLSX file as it is handed in."""
MAX_UNPACKED_BYTES = 1_500 * 2**20
"""Of everything packed in an XLSX file together, by its directory; unpacking never goes beyond what that states."""
MAX_STRINGS_BYTES = 400 * 2**20
"""Of its table of shared texts, which is held in memory."""
MAX_PARTS = 2_000
"""Of files packed in an XLSX file."""
MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_CELL = 20_000
"""Characters in one cell."""
