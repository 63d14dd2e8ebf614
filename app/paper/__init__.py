"""The list on paper for the day when the server or the network is down."""
