"""What people say of variants."""
