"""What people add to a drill's report: causes, conclusions, comments, approvals."""
