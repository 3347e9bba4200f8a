package leadhub.forms.mails;

import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has people asked once more to confirm that an email is theirs. */
@Service
public class ConfirmationRequests {
    private final JobQueue jobs;

    ConfirmationRequests(JobQueue jobs) {
        this.jobs = jobs;
    }

    /** Has another link mailed in place of one that is too old, unless its address has had enough of them. */
    @Transactional
    public void again(Confirmations.Link link) {
        jobs.add(
                ConfirmationMails.JOB,
                new ConfirmationMails.Wanted(link.workspaceId(), link.formId(), link.submissionId()));
    }
}
