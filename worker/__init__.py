"""The inner corridor, rooms 3 to 5: from a submission to its report."""
