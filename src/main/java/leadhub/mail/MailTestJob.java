package leadhub.mail;

import java.util.List;
import leadhub.web.Words;
import org.springframework.stereotype.Component;

/** Sends a test email, and stores the outcome. */
@Component
class MailTestJob {
    private final MailTestSql sql;
    private final Mails mails;

    MailTestJob(MailTestSql sql, Mails mails) {
        this.sql = sql;
        this.mails = mails;
    }

    /** The job: a single attempt, because its outcome is what people want to see. */
    void send(MailTests.Wanted wanted) {
        var to = new MailLayout.Reader(wanted.to(), Words.in(wanted.language()));
        var words = to.words();
        var letter = new MailLayout.Letter(
                words.say("mail.test.subject"),
                List.of(words.say("mail.test.text")),
                null,
                null,
                List.of(words.say("mail.test.footer")));
        var outcome = MailTest.SENT;
        try {
            mails.send(wanted.workspaceId(), MailQuota.Kind.OTHER, to, letter);
        } catch (Unsent e) {
            outcome = e.failure().word();
        } catch (MailQuotaExceeded e) {
            // Nobody wants to wait a day for a test.
            outcome = MailFailure.QUOTA.word();
        }
        sql.end(wanted.workspaceId(), outcome);
    }
}
