"""What an accessibility statement says, and which pages are one."""
