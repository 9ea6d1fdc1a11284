"""The steps from an empty database to the schema of this release, run by `kiosk hub init`."""
