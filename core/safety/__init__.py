"""STOP and the gates: "may we?". Fails closed, and is the only maker of ApprovedOrders.

May import ports, settings and domain. A missing rule, missing data or an exception means block.
"""
