package leadhub.signin.links;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.jobs.Hopeless;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailLayout;
import leadhub.mail.MailServers;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.signin.Logins;
import leadhub.signin.Throttle;
import leadhub.signin.Tries;
import leadhub.users.EmailKey;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
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
    static final String FORGOTTEN_JOB = "forgotten-password";

    /** Five e-mails at once, and one more every five hours, so that somebody always has a link that is good. */
    private static final Throttle FORGOTTEN_MAILS = Throttle.budget(5, Duration.ofHours(5));

    private static final Logger log = LoggerFactory.getLogger(LinkMails.class);

    private final OneTimeLinks links;
    private final Logins logins;
    private final Workspaces workspaces;
    private final MailServers servers;
    private final Mails mails;
    private final MailLayout layout;
    private final JobQueue jobs;
    private final Tries tries;
    private final Audit audit;

    // Nine, for it brings links and e-mail together.
    LinkMails(
            OneTimeLinks links,
            Logins logins,
            Workspaces workspaces,
            MailServers servers,
            Mails mails,
            MailLayout layout,
            JobQueue jobs,
            Tries tries,
            Audit audit) {
        this.links = links;
        this.logins = logins;
        this.workspaces = workspaces;
        this.servers = servers;
        this.mails = mails;
        this.layout = layout;
        this.jobs = jobs;
        this.tries = tries;
        this.audit = audit;
    }

    /**
     * Who gets a link.
     *
     * @param origin what the link begins with
     * @param language for somebody who has chosen none
     */
    record Wanted(long workspaceId, long userId, LinkKind kind, String origin, String language) {}

    /** Who says to have forgotten a password; whether anybody has that e-mail is found out by the job. */
    record Forgotten(String emailKey, String origin, String language) {}

    /** Within the verb that invited somebody: an e-mail, where e-mail is set up. */
    void invite(Caller caller, User user, String origin, String language) {
        if (servers.isSet(caller.workspaceId())) {
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

    /** Has links to new passwords sent to all active users with an e-mail; the same work whether there are any. */
    @Transactional
    public void sendForgotten(String email, String origin, String language) {
        jobs.add(FORGOTTEN_JOB, new Forgotten(EmailKey.of(email.strip()), origin, language));
    }

    /**
     * The job: one e-mail for each workspace, for each has a password and a mail server of its own. Not more than a few,
     * however often and by whomever it is asked for; the last link is good by then for a day.
     */
    @Transactional
    public void spread(Forgotten forgotten) {
        if (!tries.take("link-mail", forgotten.emailKey(), FORGOTTEN_MAILS)) {
            return;
        }
        for (var login : logins.list(forgotten.emailKey())) {
            if (login.user().status() == Status.ACTIVE && servers.isSet(login.workspaceId())) {
                var wanted = new Wanted(
                        login.workspaceId(),
                        login.user().id(),
                        LinkKind.RESET,
                        forgotten.origin(),
                        forgotten.language());
                jobs.add(JOB, wanted);
            }
        }
    }

    /** The job: makes the link, and hands the e-mail over when that is committed. */
    void deliver(Wanted wanted) {
        var caller = Caller.system(wanted.workspaceId(), "e-mail");
        var login = logins.find(wanted.workspaceId(), wanted.userId())
                .filter(found -> found.user().status() == wanted.kind().status());
        // Removed or suspended since, or came in by another link.
        if (login.isEmpty()) {
            mails.drop(caller, wanted.userId());
            return;
        }
        var workspace = workspaces.get(caller);
        var usual = Objects.requireNonNullElse(workspace.language(), wanted.language());
        var words = Words.in(Objects.requireNonNullElse(login.get().language(), usual));
        try {
            mails.send(
                    caller,
                    wanted.userId(),
                    login.get().user().email(),
                    wanted.kind().quota(),
                    () -> {
                        var made = links.make(caller, wanted.userId());
                        return layout.mail(
                                made.user().email(), words, letter(words, made, workspace.name(), wanted.origin()));
                    });
        } catch (Unsent e) {
            if (e.isFinal()) {
                throw new Hopeless(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** The job came to nothing, which an administrator should be able to find out. */
    @Transactional
    public void giveUp(Wanted wanted, @Nullable String why) {
        var caller = Caller.system(wanted.workspaceId(), "e-mail");
        mails.drop(caller, wanted.userId());
        audit.record(caller, "mail.given_up", wanted.userId(), null, java.util.Map.of("failure", String.valueOf(why)));
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
