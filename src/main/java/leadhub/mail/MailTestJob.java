package leadhub.mail;

import java.util.List;
import leadhub.web.Words;
import org.springframework.stereotype.Component;

/** Sends the e-mail that tries a mail server out, and notes what came of it. */
@Component
class MailTestJob {
    private final MailTestSql sql;
    private final Mails mails;

    MailTestJob(MailTestSql sql, Mails mails) {
        this.sql = sql;
        this.mails = mails;
    }

    /** The job: one try, whose outcome is what is wanted. */
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
            // Nobody waits a day for a test.
            outcome = MailFailure.QUOTA.word();
        }
        sql.end(wanted.workspaceId(), outcome);
    }
}
