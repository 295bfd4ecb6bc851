"""The folder exchanged with PTrade: orders out, ack, execution report and positions in."""
