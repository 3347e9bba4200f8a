package leadhub.forms.submissions;

import leadhub.forms.Form;

/** Told of what was sent, in the transaction that keeps it; implemented by features that act on it. */
public interface SubmissionListener {
    /** There is a lead of it now. */
    void accepted(long workspaceId, Form form, Submission submission);

    /** Whoever sent it has to confirm their email. */
    void pending(long workspaceId, Form form, Submission submission);
}
