package leadhub.notifications;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends the emails of jobs that tell people of something: to one each, so that a full mailbox keeps it from nobody else. */
@Component
public class PeopleMails {
    private final Users users;
    private final Workspaces workspaces;
    private final Mails mails;
    private final NotificationChoices choices;

    PeopleMails(Users users, Workspaces workspaces, Mails mails, NotificationChoices choices) {
        this.users = users;
        this.workspaces = workspaces;
        this.mails = mails;
        this.choices = choices;
    }

    /** Who reads an email, in which words. @param workspace its name */
    public record Reader(User user, Words words, String workspace) {}

    /** Those who look after a workspace. */
    public List<User> administrators(long workspaceId) {
        return users.all(caller(workspaceId)).stream()
                .filter(user -> user.role() == Role.ADMIN && user.status() == Status.ACTIVE)
                .toList();
    }

    /**
     * What the bell says to each of them of what needs somebody, in the place of what it said of that before.
     *
     * @param path of its page, which ends in its id
     */
    public List<NewNotification> news(
            long workspaceId, NotificationKind kind, String path, String message, String name) {
        var id = path.substring(path.lastIndexOf('/') + 1);
        return administrators(workspaceId).stream()
                .map(user ->
                        NewNotification.of(user.id(), kind, path, message, name).about(id))
                .toList();
    }

    /** Each of them. */
    public void toAdministrators(long workspaceId, Consumer<Long> tell) {
        administrators(workspaceId).forEach(user -> tell.accept(user.id()));
    }

    /**
     * Sends one. Nothing is sent where email isn't set up, to nobody who has left, and to nobody who doesn't want it.
     *
     * @throws RuntimeException what lets the job try again
     */
    public void deliver(
            long workspaceId, long userId, NotificationKind kind, Function<Reader, MailLayout.Letter> letter) {
        deliver(workspaceId, userId, kind, letter, null);
    }

    /** The same with an address at which its reader answers. @param replyTo null for the sender's */
    public void deliver(
            long workspaceId,
            long userId,
            NotificationKind kind,
            Function<Reader, MailLayout.Letter> letter,
            @Nullable String replyTo) {
        if (choices.of(workspaceId, userId, kind).email()) {
            deliver(workspaceId, userId, letter, replyTo);
        }
    }

    /** The same, whatever they have chosen. */
    public void deliver(long workspaceId, long userId, Function<Reader, MailLayout.Letter> letter) {
        deliver(workspaceId, userId, letter, null);
    }

    private void deliver(
            long workspaceId, long userId, Function<Reader, MailLayout.Letter> letter, @Nullable String replyTo) {
        var user = users.find(caller(workspaceId), userId).filter(one -> one.status() == Status.ACTIVE);
        if (user.isEmpty() || !mails.canSend(workspaceId)) {
            return;
        }
        var workspace = workspaces.get(workspaceId);
        var words = Words.in(Objects.requireNonNullElse(workspace.language(), "en"));
        var reader = new Reader(user.get(), words, workspace.name());
        try {
            mails.send(
                    workspaceId,
                    MailQuota.Kind.OTHER,
                    new MailLayout.Reader(user.get().email(), words),
                    letter.apply(reader),
                    replyTo);
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    /**
     * What an email says of what needs somebody.
     *
     * @param about the key of its words, under which there are its next step and footer, and one for each trouble
     */
    public static MailLayout.Letter letter(Reader reader, String about, String trouble, String name) {
        var words = reader.words();
        var key = about + "." + trouble;
        var what = MailText.name(name);
        var place = MailText.name(reader.workspace());
        return new MailLayout.Letter(
                words.say(key + ".subject", what, place),
                List.of(
                        words.say("mail.hello", MailText.name(reader.user().name())),
                        words.say(key, what, place),
                        words.say(about + ".next")),
                null,
                null,
                List.of(words.say(about + ".footer", place)));
    }

    /** Who tells, in the workspace. */
    public Caller caller(long workspaceId) {
        return workspaces.caller(workspaceId, Actor.system("notifications"));
    }
}
