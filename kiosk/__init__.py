"""The application without Qt: visit, journal, delivery, money, printing, station, configuration, command line."""
