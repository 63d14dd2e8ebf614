"""Where people walk and where nobody did: cells and hours of the day, never tracks."""
