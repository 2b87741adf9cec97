"""Who may sign in: users, roles and what each role may do."""
