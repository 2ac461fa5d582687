"""Who works at the desk: accounts and what each may do, passwords, sessions, what a provider says of somebody."""
