"""Every route of the resolver, asked by those who may not see what is behind it."""
