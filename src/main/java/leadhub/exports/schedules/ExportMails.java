package leadhub.exports.schedules;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import java.util.Objects;
import leadhub.base.Actor;
import leadhub.base.Role;
import leadhub.base.settings.Settings;
import leadhub.exports.schedules.ScheduledExport.Reason;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Tells the owner of an export by email that a file is there, that there is none, or that there will be no more; where the owner
 * is gone, the administrators. The email leads to the page of the export, which asks for a sign-in, and never to a file.
 */
@Component
class ExportMails {
    private static final String JOB = "mail-export";
    private static final Logger log = LoggerFactory.getLogger(ExportMails.class);

    private final Users users;
    private final Workspaces workspaces;
    private final ExportScheduleSql schedules;
    private final Mails mails;
    private final JobQueue jobs;
    private final @Nullable String baseUrl;

    ExportMails(
            Users users,
            Workspaces workspaces,
            ExportScheduleSql schedules,
            Mails mails,
            JobQueue jobs,
            Settings settings) {
        this.users = users;
        this.workspaces = workspaces;
        this.schedules = schedules;
        this.mails = mails;
        this.jobs = jobs;
        this.baseUrl = settings.baseUrl();
    }

    /**
     * Whom to tell what of which export.
     *
     * @param what the end of the keys of its messages
     * @param reason why; null where there is nothing to explain
     */
    record Notice(
            long workspaceId,
            long exportId,
            long userId,
            String what,
            @Nullable String reason) {}

    /** Within the transaction in which it became so, as all of these. */
    void ready(long workspaceId, ScheduledExport export) {
        add(workspaceId, export, export.wish().userId(), "ready", null);
    }

    void failed(long workspaceId, ScheduledExport export, ExportFile.Reason reason) {
        add(workspaceId, export, export.wish().userId(), "failed", reason.word());
    }

    void stopped(long workspaceId, ScheduledExport export, Reason reason) {
        if (reason == Reason.ROLE) {
            add(workspaceId, export, export.wish().userId(), "stopped", reason.word());
            return;
        }
        var program = workspaces.caller(workspaceId, Actor.system("exports"));
        users.all(program).stream()
                .filter(user -> user.role() == Role.ADMIN && user.status() == Status.ACTIVE)
                .filter(user -> user.id() != export.wish().userId())
                .forEach(user -> add(workspaceId, export, user.id(), "stopped", reason.word()));
    }

    private void add(long workspaceId, ScheduledExport export, long userId, String what, @Nullable String reason) {
        jobs.add(JOB, new Notice(workspaceId, export.id(), userId, what, reason));
    }

    /** Nothing is sent where email isn't set up, and where there is nobody or nothing to tell any more. */
    private void deliver(Notice notice) {
        var program = workspaces.caller(notice.workspaceId(), Actor.system("exports"));
        var user = users.find(program, notice.userId()).filter(one -> one.status() == Status.ACTIVE);
        var export = schedules.find(notice.workspaceId(), notice.exportId());
        if (user.isEmpty() || export.isEmpty() || !mails.canSend(notice.workspaceId())) {
            return;
        }
        var workspace = workspaces.get(notice.workspaceId());
        var words = Words.in(Objects.requireNonNullElse(workspace.language(), "en"));
        try {
            mails.send(
                    notice.workspaceId(),
                    MailQuota.Kind.NOTICE,
                    new MailLayout.Reader(user.get().email(), words),
                    letter(words, notice, user.get(), export.get(), workspace));
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    private MailLayout.Letter letter(
            Words words, Notice notice, User user, ScheduledExport export, Workspace workspace) {
        var key = "mail.export." + notice.what();
        var name = MailText.name(export.wish().name());
        var place = MailText.name(workspace.name());
        var reason = notice.reason() == null
                ? ""
                : words.say(
                        "exports." + (notice.what().equals("stopped") ? "stopped." : "file-reason.") + notice.reason());
        return new MailLayout.Letter(
                words.say(key + ".subject", name, place),
                List.of(words.say("mail.hello", MailText.name(user.name())), words.say(key, name, place, reason)),
                words.say("mail.export.button"),
                link(user, export),
                List.of(words.say("mail.export.footer", place)));
    }

    /** Null where no address is known to be the server's. */
    private @Nullable String link(User user, ScheduledExport export) {
        var wish = export.wish();
        var own = user.id() == wish.userId() ? wish.origin() : "";
        var origin = Objects.requireNonNullElse(baseUrl, own);
        return origin.isEmpty() ? null : origin + "/exports/" + export.id();
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class ExportMailJobs {
        @Bean
        Task<Notice> exportMail(ExportMails mails) {
            return Jobs.once(
                    JOB,
                    Notice.class,
                    mails::deliver,
                    (notice, failure) ->
                            log.warn("User {} wasn't told of export {}.", notice.userId(), notice.exportId(), failure));
        }
    }
}
