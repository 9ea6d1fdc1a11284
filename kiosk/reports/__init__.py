"""Reports for the screen's export and the binder: the values of the desk's port, as XLSX and as PDF to sign."""
