"""Is a living person there? Challenges, passive cues, and the score that joins them (ISO/IEC 30107)."""
