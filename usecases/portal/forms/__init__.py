"""The portal's forms: sections of a submission, signing, withdrawing, choosing a bank."""
