"""Power and disk: the journal, and a life with it, on a disk that loses power, fills up and breaks."""
