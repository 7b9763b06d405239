"""What health checks and metrics ask of the database."""
