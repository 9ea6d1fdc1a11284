"""Insurance checks as the hub keeps them: each with its proof, and the ones that failed looked up again later."""
