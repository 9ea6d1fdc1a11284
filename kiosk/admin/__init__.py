"""Behind the station's screen: staff see how it stands, try its parts, take it out of service, and practise."""
