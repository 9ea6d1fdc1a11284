"""Service quality: what the hospital's visits and queues come to by day, month, department and station; of nobody."""
