"""Every stored bar and limit price against the rulebook: what leaves it, and what explains that.

Pure: frames in, findings out. The job that reads the stored rows lives in core.jobs, the verb in app. Nothing here
decides anything; a finding that nothing explains means that a rule is wrong or the data are.
"""
