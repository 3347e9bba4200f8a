package leadhub.signin.links;

import java.util.List;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailLayout;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.signin.Addressees;
import leadhub.users.User;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * E-mails with one-time links. A job knows whom to write to and no link: the link is made when the e-mail is sent, so
 * that it stands nowhere but in the e-mail.
 */
@Service
public class LinkMails {
    static final String JOB = "mail-link";

    private static final Logger log = LoggerFactory.getLogger(LinkMails.class);

    private final OneTimeLinks links;
    private final Addressees addressees;
    private final Mails mails;
    private final JobQueue jobs;
    private final Audit audit;

    LinkMails(OneTimeLinks links, Addressees addressees, Mails mails, JobQueue jobs, Audit audit) {
        this.links = links;
        this.addressees = addressees;
        this.mails = mails;
        this.jobs = jobs;
        this.audit = audit;
    }

    /**
     * Who gets a link.
     *
     * @param origin what the link begins with
     * @param language for somebody who has chosen none
     */
    record Wanted(long workspaceId, long userId, LinkKind kind, String origin, String language) {}

    /** Within the verb that invited somebody: an e-mail, where e-mail is set up. */
    void invite(Caller caller, User user, String origin, String language) {
        if (mails.canSend(caller.workspaceId())) {
            send(caller, user.id(), origin, language);
        } else {
            log.info(
                    "User {} was invited, but no mail server is set: give them the link that Settings → Team shows.",
                    user.id());
        }
    }

    /** Has a link sent to somebody who was invited or is active. */
    @Transactional
    public void send(Caller caller, long userId, String origin, String language) {
        var kind = links.kindFor(caller, userId);
        jobs.add(JOB, new Wanted(caller.workspaceId(), userId, kind, origin, language));
        audit.record(caller, "user.link_mailed", userId, null, null);
    }

    /** The job: makes the link, and hands the e-mail over when that is committed. */
    void deliver(Wanted wanted) {
        var caller = Caller.system(wanted.workspaceId(), "e-mail");
        var found = addressees.find(
                wanted.workspaceId(), wanted.userId(), wanted.kind().status());
        // Removed or suspended since, or came in by another link.
        if (found.isEmpty()) {
            mails.drop(caller, wanted.userId());
            return;
        }
        var workspace = found.get().workspace().name();
        var reader = found.get().reader(wanted.language());
        try {
            mails.send(caller, wanted.userId(), wanted.kind().quota(), reader, () -> {
                var made = links.make(caller, wanted.userId());
                return letter(reader.words(), made, workspace, wanted.origin());
            });
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    /** The job came to nothing, which an administrator should be able to find out. */
    @Transactional
    public void giveUp(Wanted wanted, @Nullable String why) {
        var caller = Caller.system(wanted.workspaceId(), "e-mail");
        mails.drop(caller, wanted.userId());
        audit.record(caller, "mail.given_up", wanted.userId(), null, Map.of("failure", String.valueOf(why)));
    }

    private static MailLayout.Letter letter(Words words, OneTimeLinks.Made made, String workspace, String origin) {
        var kind = made.kind().word();
        var place = MailText.name(workspace);
        return new MailLayout.Letter(
                words.say("mail." + kind + ".subject", place),
                List.of(
                        words.say("mail.hello", MailText.name(made.user().name())),
                        words.say("mail." + kind + ".text", place),
                        words.say("mail." + kind + ".good-for")),
                words.say("mail." + kind + ".button"),
                origin + made.kind().path() + made.token(),
                List.of(words.say("mail." + kind + ".footer")));
    }
}
