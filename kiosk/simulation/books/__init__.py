"""A whole hospital's day with its money: many stations, one hub, providers that misbehave, and the truth of it all."""
